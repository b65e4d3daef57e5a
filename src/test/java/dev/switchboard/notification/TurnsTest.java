package dev.switchboard.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.notification.Turns.News;
import dev.switchboard.support.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may send how much at once. */
class TurnsTest {

  private static final String ENDPOINT = "bot.example";
  private static final String TENANT = "tenant";

  private final VirtualClock clock = new VirtualClock(Instant.parse("2030-01-01T00:00:00Z"));
  private final Turns turns = new Turns(new Turns.Limits(20, 10, 4, 2), clock);

  private boolean take(String endpoint, String tenant) {
    return turns.take(endpoint, tenant).isEmpty();
  }

  private int takeAll(String endpoint, String tenant) {
    int taken = 0;
    while (taken < 100 && take(endpoint, tenant)) {
      taken++;
    }
    return taken;
  }

  private void die() {
    for (int i = 0; i < Turns.DEAD_AFTER; i++) {
      assertThat(take(ENDPOINT, TENANT)).isTrue();
      turns.give(ENDPOINT, TENANT, false);
    }
  }

  @Test
  void newcomerGetsFewAndWhoAnswersGetsMore() {
    assertThat(takeAll(ENDPOINT, TENANT)).isEqualTo(2);
    turns.give(ENDPOINT, TENANT, true);

    assertThat(takeAll(ENDPOINT, TENANT)).isEqualTo(3);
  }

  @Test
  void tenantHasAShareAndTheOthersHaveTheRest() {
    int taken = 0;
    for (int i = 0; i < 100; i++) {
      taken += takeAll("bot" + i, TENANT);
    }
    assertThat(taken).isEqualTo(10);

    assertThat(takeAll("other.example", "other")).isEqualTo(2);
  }

  @Test
  void thereAreNoMoreThanAllOfThem() {
    int taken = 0;
    for (int i = 0; i < 100; i++) {
      taken += takeAll("bot" + i, "tenant" + i);
    }

    assertThat(taken).isEqualTo(20);
    assertThat(turns.free()).isZero();
    turns.giveUnused("bot0", "tenant0");
    assertThat(turns.free()).isEqualTo(1);
    assertThat(take("bot0", "tenant0")).isTrue();
  }

  @Test
  void deadEndpointIsLeftAloneLongerAndLonger() {
    die();
    List<Long> rests = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      assertThat(turns.isDead(ENDPOINT)).isTrue();
      Instant begun = clock.instant();
      while (!take(ENDPOINT, TENANT)) {
        clock.pass(Duration.ofSeconds(1));
      }
      assertThat(take(ENDPOINT, TENANT)).as("one at a time").isFalse();
      rests.add(Duration.between(begun, clock.instant()).toSeconds());
      turns.give(ENDPOINT, TENANT, false);
    }

    assertThat(rests).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void deathAndRecoveryAreNewsOnce() {
    assertThat(take(ENDPOINT, TENANT)).isTrue();
    assertThat(turns.give(ENDPOINT, TENANT, false)).isEmpty();
    assertThat(take(ENDPOINT, TENANT)).isTrue();
    assertThat(turns.give(ENDPOINT, TENANT, false)).isEmpty();
    assertThat(take(ENDPOINT, TENANT)).isTrue();
    assertThat(turns.give(ENDPOINT, TENANT, false)).contains(News.ANSWERS_NO_LONGER);
    clock.pass(Turns.LONGEST_REST);
    assertThat(take(ENDPOINT, TENANT)).isTrue();
    assertThat(turns.give(ENDPOINT, TENANT, false)).isEmpty();
    clock.pass(Turns.LONGEST_REST);
    assertThat(take(ENDPOINT, TENANT)).isTrue();
    assertThat(turns.give(ENDPOINT, TENANT, true)).contains(News.ANSWERS_AGAIN);
    assertThat(turns.isDead(ENDPOINT)).isFalse();
  }

  @Test
  void clockThatGoesBackDoesNotMakeARestLonger() {
    die();
    clock.pass(Duration.ofHours(-2));

    assertThat(take(ENDPOINT, TENANT)).isTrue();
  }

  /** Else it would be the pause of as many as have ever waited. */
  @Test
  void whoAsksAgainIsNotOneMoreThatWaits() {
    assertThat(takeAll(ENDPOINT, TENANT)).isEqualTo(2);
    Duration longest = Duration.ZERO;
    for (int round = 0; round < 1_000; round++) {
      Duration last = Duration.ZERO;
      for (int i = 0; i < 20; i++) {
        last = turns.take(ENDPOINT, TENANT).orElseThrow();
      }
      longest = last.compareTo(longest) > 0 ? last : longest;
      clock.pass(last);
    }

    assertThat(longest).isLessThanOrEqualTo(Turns.PAUSE_OF_EACH.multipliedBy(20));
  }

  @Test
  void pauseGrowsWithThoseThatWaitAndHasAnEnd() {
    assertThat(takeAll(ENDPOINT, TENANT)).isEqualTo(2);
    Duration first = turns.take(ENDPOINT, TENANT).orElseThrow();
    for (int i = 0; i < 1_000; i++) {
      assertThat(take(ENDPOINT, TENANT)).isFalse();
    }
    Duration later = turns.take(ENDPOINT, TENANT).orElseThrow();
    for (int i = 0; i < 20_000; i++) {
      assertThat(take(ENDPOINT, TENANT)).isFalse();
    }

    assertThat(first).isEqualTo(Turns.SHORTEST_PAUSE);
    assertThat(later).isGreaterThan(Turns.PAUSE_OF_EACH.multipliedBy(1_000));
    assertThat(turns.take(ENDPOINT, TENANT)).contains(Turns.LONGEST_PAUSE);
  }
}
