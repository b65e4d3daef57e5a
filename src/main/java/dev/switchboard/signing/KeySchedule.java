package dev.switchboard.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The keys of one kind in the course of time. Everything follows from when each of them begins to
 * sign, which is stored, and from what time it is: so all nodes come to the same, whatever their
 * settings say, and however long nobody asked.
 *
 * <pre>
 *   published  |--------------- a day and more ---|================ signs ================|--- a day and more ---|
 *                                                                        | the next signs |
 * </pre>
 *
 * @param <K> the keys
 */
final class KeySchedule<K> {

  /**
   * A key is published for so long before it signs for the first time, and after it has signed for
   * the last time. Receivers may keep published keys for a day; the rest is for nodes that learn of
   * a key later than others ({@link KeyRing#KEPT_IN_OUTAGE}), and for clocks that differ.
   */
  static final Duration PUBLISHED_AROUND = Duration.ofDays(1).plusHours(2);

  /**
   * For so long a key goes on signing beside the next one, but not for longer than it signed alone:
   * a receiver that keeps a key for itself, as those of {@code v1} have to, may look for new ones
   * once in that time.
   */
  static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

  private final List<K> keys;
  private final Function<K, Instant> validFrom;

  private KeySchedule(List<K> keys, Function<K, Instant> validFrom) {
    this.keys = keys;
    this.validFrom = validFrom;
  }

  /** Of all keys of a kind that are stored, in any order. */
  static <K> KeySchedule<K> of(Collection<K> keys, Function<K, Instant> validFrom) {
    return new KeySchedule<>(
        keys.stream().sorted(Comparator.comparing(validFrom)).toList(), validFrom);
  }

  /**
   * The keys that sign, the newest first. One key signs always: before even the first one begins,
   * by the clock of this node, it is the first.
   */
  List<K> signing(Instant now) {
    List<K> signing =
        IntStream.iterate(keys.size() - 1, i -> i >= 0, i -> i - 1)
            .filter(i -> !begin(i).isAfter(now) && isBefore(now, signsUntil(i)))
            .mapToObj(keys::get)
            .toList();
    return signing.isEmpty() ? keys.stream().limit(1).toList() : signing;
  }

  /**
   * The keys that a receiver should know: those that sign, will sign soon, or have signed lately.
   */
  List<K> published(Instant now) {
    return keys.stream().filter(key -> !isSpent(key, now)).toList();
  }

  /** The keys that are of no use any more. */
  List<K> spent(Instant now) {
    return keys.stream().filter(key -> isSpent(key, now)).toList();
  }

  /** When a key signs for the last time; empty as long as nobody can know. */
  Optional<Instant> signsUntil(K key) {
    return signsUntil(keys.indexOf(key));
  }

  /**
   * Whether another key has to be made now.
   *
   * @param period how long a key signs before the next one begins
   * @return when the new key begins to sign, or empty if none is needed yet
   */
  Optional<Instant> next(Instant now, Duration period) {
    if (keys.isEmpty()) {
      // There is nothing that a receiver could have kept instead of it.
      return Optional.of(now);
    }
    Instant planned = begin(keys.size() - 1).plus(period);
    Instant earliest = now.plus(PUBLISHED_AROUND);
    return planned.isAfter(earliest) ? Optional.empty() : Optional.of(earliest);
  }

  private boolean isSpent(K key, Instant now) {
    return !isBefore(now, signsUntil(key).map(until -> until.plus(PUBLISHED_AROUND)));
  }

  private Optional<Instant> signsUntil(int index) {
    if (index == keys.size() - 1) {
      return Optional.empty();
    }
    Instant next = begin(index + 1);
    Duration alone = Duration.between(begin(index), next);
    return Optional.of(next.plus(alone.compareTo(LONGEST_OVERLAP) < 0 ? alone : LONGEST_OVERLAP));
  }

  private Instant begin(int index) {
    return validFrom.apply(keys.get(index));
  }

  private static boolean isBefore(Instant now, Optional<Instant> end) {
    return end.isEmpty() || now.isBefore(end.get());
  }
}
