package dev.switchboard.notification;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a notification is tried again: 1 s after the first attempt, then 5 s, 30 s, 2 min, 10 min,
 * 30 min, 1 h and 2 h, each a fifth more or less, so that what failed together does not come back
 * together; about four hours in all.
 */
final class RetrySchedule {

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2));

  /** An endpoint may ask for no more than the longest pause. */
  private static final Duration LONGEST = PAUSES.get(PAUSES.size() - 1);

  private static final double JITTER = 0.2;

  private final RandomGenerator random;

  RetrySchedule(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The pause before the next attempt.
   *
   * @param attempts how many have failed, from 1 on
   * @param wanted what the endpoint asks for ({@code Retry-After})
   * @return empty if there is no further attempt
   */
  Optional<Duration> pause(int attempts, Optional<Duration> wanted) {
    if (attempts > PAUSES.size()) {
      return Optional.empty();
    }
    Duration planned = PAUSES.get(attempts - 1);
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    Duration pause = Duration.ofMillis(Math.round(planned.toMillis() * factor));
    // Never sooner than it is asked for.
    return Optional.of(
        wanted
            .map(asked -> asked.compareTo(LONGEST) > 0 ? LONGEST : asked)
            .filter(asked -> asked.compareTo(pause) > 0)
            .orElse(pause));
  }
}
