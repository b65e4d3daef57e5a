package dev.switchboard.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of one kind, in virtual time: here a key is the time at which it begins to sign. */
class KeyScheduleTest {

  private static final Instant START = Instant.parse("2030-01-31T10:20:30Z");
  private static final Duration PERIOD = Duration.ofDays(90);
  private static final Duration DAY = Duration.ofDays(1);

  private final VirtualClock clock = new VirtualClock(START);
  private final List<Instant> stored = new ArrayList<>();

  private KeySchedule<Instant> schedule() {
    return KeySchedule.of(stored, Function.identity());
  }

  /** As a node does that reads the keys. */
  private void read(Duration period) {
    KeySchedule<Instant> schedule = schedule();
    List<Instant> spent = schedule.spent(clock.instant());
    schedule.next(clock.instant(), period).ifPresent(stored::add);
    stored.removeAll(spent);
  }

  private List<Instant> signing() {
    return schedule().signing(clock.instant());
  }

  private void readHourlyFor(Duration time, Duration period) {
    for (Instant end = clock.instant().plus(time); clock.instant().isBefore(end); ) {
      read(period);
      clock.pass(Duration.ofHours(1));
    }
  }

  @Test
  void firstKeySignsAtOnce() {
    assertThat(schedule().signing(START)).isEmpty();
    read(PERIOD);

    assertThat(stored).containsExactly(START);
    assertThat(signing()).containsExactly(START);
    assertThat(schedule().published(START)).containsExactly(START);
    assertThat(schedule().signsUntil(START)).isEmpty();
  }

  /** The clock of the node that made it was ahead. */
  @Test
  void firstKeySignsAlsoBeforeItBegins() {
    stored.add(START.plusSeconds(90));

    assertThat(signing()).containsExactly(START.plusSeconds(90));
    assertThat(schedule().next(START, PERIOD)).isEmpty();
  }

  @Test
  void nextKeyIsMadeInTimeToBePublishedForADay() {
    read(PERIOD);
    clock.pass(PERIOD.minus(KeySchedule.PUBLISHED_AROUND).minusSeconds(1));
    read(PERIOD);
    assertThat(stored).hasSize(1);

    clock.pass(Duration.ofSeconds(1));
    read(PERIOD);

    assertThat(stored).containsExactly(START, START.plus(PERIOD));
    assertThat(schedule().published(clock.instant())).hasSize(2);
    assertThat(signing()).containsExactly(START);
    assertThat(KeySchedule.PUBLISHED_AROUND).isGreaterThan(DAY.plus(KeyRing.KEPT_IN_OUTAGE));
  }

  @Test
  void bothKeysSignForAWeekAndTheNewestComesFirst() {
    Instant next = START.plus(PERIOD);
    stored.addAll(List.of(next, START));

    clock.pass(PERIOD);
    assertThat(signing()).containsExactly(next, START);
    clock.pass(Duration.ofDays(7).minusSeconds(1));
    assertThat(signing()).containsExactly(next, START);
    clock.pass(Duration.ofSeconds(1));
    assertThat(signing()).containsExactly(next);
    assertThat(schedule().signsUntil(START)).contains(next.plus(Duration.ofDays(7)));
  }

  @Test
  void keyIsPublishedForADayAfterItsLastSignature() {
    stored.addAll(List.of(START, START.plus(PERIOD)));
    clock.pass(PERIOD.plusDays(7).plus(DAY));

    assertThat(schedule().published(clock.instant())).hasSize(2);
    clock.pass(Duration.ofHours(2));
    assertThat(schedule().published(clock.instant())).containsExactly(START.plus(PERIOD));
    assertThat(schedule().spent(clock.instant())).containsExactly(START);
  }

  @Test
  void keyOfShortLifeOverlapsForAsLongAsItSignedAlone() {
    Instant next = START.plus(DAY);
    stored.addAll(List.of(START, next));

    assertThat(schedule().signsUntil(START)).contains(next.plus(DAY));
  }

  @Test
  void keyIsReplacedThoughNobodyAskedForAYear() {
    read(PERIOD);
    clock.pass(Duration.ofDays(365));
    read(PERIOD);

    assertThat(signing()).as("nobody knows the new one yet").containsExactly(START);
    clock.pass(KeySchedule.PUBLISHED_AROUND);
    assertThat(signing()).first().isEqualTo(clock.instant());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 90})
  void keysFollowOneAnotherInTheirPeriod(int days) {
    Duration period = Duration.ofDays(days);
    readHourlyFor(period.multipliedBy(3).plusDays(2), period);
    List<Instant> before = new ArrayList<>(stored);
    readHourlyFor(period.multipliedBy(4), period);

    assertThat(stored).doesNotContainAnyElementsOf(before.subList(0, 1));
    List<Instant> inOrder = stored.stream().sorted().toList();
    for (int i = 1; i < inOrder.size(); i++) {
      assertThat(Duration.between(inOrder.get(i - 1), inOrder.get(i)))
          .isBetween(period, period.plusHours(1));
    }
  }

  @Test
  void nodesMayDifferInTheirSettings() {
    read(PERIOD);
    KeySchedule<Instant> schedule = schedule();
    Instant soon = START.plusSeconds(60);

    assertThat(schedule.next(soon, PERIOD)).isEmpty();
    assertThat(schedule.next(soon, DAY)).contains(soon.plus(KeySchedule.PUBLISHED_AROUND));
    clock.pass(Duration.ofMinutes(1));
    read(DAY);
    assertThat(signing()).containsExactly(START);
  }

  // ---- many nodes: whose clocks differ, and who know the keys of up to an hour ago

  private static final Duration LATE = KeyRing.KEPT_IN_OUTAGE;
  private static final int SKEW_SECONDS = 300;

  private record Made(Instant begin, Instant at, boolean first) {}

  private static final class History {

    private final Random random;
    private final List<Made> made = new ArrayList<>();
    private final Map<Instant, Instant> removed = new TreeMap<>();
    private final Map<Made, Instant> lastSigned = new TreeMap<>(Comparator.comparing(Made::begin));

    History(long seed) {
      random = new Random(seed);
    }

    /** What a node knows that read the keys a while ago; nobody knows of nothing. */
    private KeySchedule<Made> view(Instant now) {
      Instant read = now.minusSeconds(random.nextLong(LATE.toSeconds()));
      List<Made> known = storedAt(read);
      return KeySchedule.of(known.isEmpty() ? storedAt(now) : known, Made::begin);
    }

    private List<Made> storedAt(Instant time) {
      return made.stream()
          .filter(key -> !key.at().isAfter(time))
          .filter(
              key -> !removed.containsKey(key.begin()) || removed.get(key.begin()).isAfter(time))
          .toList();
    }

    private Instant clock(Instant now) {
      return now.plusSeconds(random.nextInt(2 * SKEW_SECONDS) - SKEW_SECONDS);
    }

    void read(Instant now, Duration period) {
      Instant seen = clock(now);
      KeySchedule<Made> schedule = KeySchedule.of(storedAt(now), Made::begin);
      schedule.spent(seen).forEach(key -> removed.put(key.begin(), now));
      schedule
          .next(seen, period)
          .ifPresent(begin -> made.add(new Made(begin, now, made.isEmpty())));
    }

    void sign(Instant now) {
      List<Made> signing = view(now).signing(clock(now));
      assertThat(signing).isNotEmpty();
      for (Made key : signing) {
        lastSigned.put(key, now);
        if (!key.first()) {
          assertThat(Duration.between(key.at(), now))
              .as("published by all nodes before it signs")
              .isGreaterThanOrEqualTo(DAY.plus(LATE));
        }
      }
    }

    void requirePublished(Instant now) {
      List<Made> published = view(now).published(clock(now));
      lastSigned.forEach(
          (key, last) -> {
            if (!last.plus(DAY).isBefore(now)) {
              assertThat(published).as("signed a day ago or later").contains(key);
            }
          });
    }
  }

  @Property(tries = 100)
  void whateverSignedIsPublishedEverywhereADayBeforeAndAfter(
      @ForAll @IntRange(min = 1, max = 120) int days, @ForAll long seed) {
    Duration period = Duration.ofDays(days);
    History history = new History(seed);
    Instant now = START;
    for (int step = 0; step < 500; step++) {
      history.read(now, period);
      history.sign(now);
      history.requirePublished(now);
      // Mostly soon, sometimes after a pause of the whole service.
      now =
          now.plusSeconds(
              history.random.nextInt(100) == 0
                  ? history.random.nextInt(40 * 86_400)
                  : history.random.nextInt(20_000));
    }

    assertThat(history.storedAt(now)).as("what is spent is removed").hasSizeLessThan(9);
  }
}
