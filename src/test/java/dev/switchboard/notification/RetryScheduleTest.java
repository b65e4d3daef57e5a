package dev.switchboard.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RetryScheduleTest {

  private static final Duration TWO_HOURS = Duration.ofHours(2);

  @Property
  void pauseIsNeverShorterThanTheEndpointAsksFor(
      @ForAll @IntRange(min = 1, max = 8) int attempts,
      @ForAll @LongRange(min = 0, max = 7_200) long seconds,
      @ForAll long seed) {
    RetrySchedule schedule = new RetrySchedule(new Random(seed));

    assertThat(schedule.pause(attempts, Optional.of(Duration.ofSeconds(seconds))).orElseThrow())
        .isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
  }

  @Property
  void noEndpointAsksForMoreThanTheLongestPause(
      @ForAll @IntRange(min = 1, max = 7) int attempts,
      @ForAll @LongRange(min = 7_200, max = 1_000_000_000) long seconds,
      @ForAll long seed) {
    RetrySchedule schedule = new RetrySchedule(new Random(seed));

    assertThat(schedule.pause(attempts, Optional.of(Duration.ofSeconds(seconds))))
        .contains(TWO_HOURS);
  }

  @Property
  void afterNineAttemptsThereIsNoOther(@ForAll @IntRange(min = 9) int attempts, @ForAll long seed) {
    assertThat(new RetrySchedule(new Random(seed)).pause(attempts, Optional.of(Duration.ZERO)))
        .isEmpty();
  }
}
