package dev.switchboard.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackgroundPaceTest {

  private static final Duration PIECE = Duration.ofMillis(5);

  private final AtomicLong time = new AtomicLong(7);
  private final List<Duration> rests = new ArrayList<>();
  private final Turnstile requests = new Turnstile(8, 0, Duration.ZERO);
  private double load = BackgroundPace.BUSY;
  private final BackgroundPace pace =
      new BackgroundPace(requests, () -> load, time::get, rests::add);

  @BeforeEach
  void aRequestIsBeingAnswered() {
    requests.enter();
  }

  private void work(Duration took) {
    assertThat(
            pace.of(
                () -> {
                  time.addAndGet(took.toNanos());
                  return 3;
                }))
        .isEqualTo(3);
  }

  private void secondsPass(int count) {
    for (int i = 0; i < count; i++) {
      time.addAndGet(BackgroundPace.LOOKS_EVERY.toNanos());
      work(PIECE);
    }
  }

  private static Duration times(int times) {
    return PIECE.multipliedBy(times);
  }

  @Test
  void thereIsNoRestBeforeItWasSeenToBeInTheWay() {
    work(PIECE);

    assertThat(rests).isEmpty();
  }

  @Test
  void restsAreAsLongAsTheyEverAreOnceItIsInTheWay() {
    secondsPass(3);

    assertThat(rests).containsExactly(times(64), times(64), times(64));
  }

  @Test
  void theyStayForASecondAndThenShrink() {
    secondsPass(1);
    load = Math.nextDown(BackgroundPace.BUSY);
    work(PIECE);
    secondsPass(8);

    assertThat(rests)
        .containsExactly(
            times(64), times(64), times(32), times(16), times(8), times(4), times(2), times(1));
  }

  @Test
  void isSlowWhileThereAreRests() {
    assertThat(pace.isSlow()).isFalse();
    secondsPass(1);
    assertThat(pace.isSlow()).isTrue();
    load = Math.nextDown(BackgroundPace.BUSY);
    secondsPass(7);
    assertThat(pace.isSlow()).isFalse();
  }

  @Test
  void nobodyIsInTheWayOfNoRequests() {
    requests.leave();
    secondsPass(3);

    assertThat(rests).isEmpty();
  }

  @Test
  void loadThatNobodyKnowsIsNoReason() {
    load = Double.NaN;
    secondsPass(1);
    load = -1;
    secondsPass(1);

    assertThat(rests).isEmpty();
  }

  @Test
  void slowPieceDoesNotEndIt() {
    secondsPass(1);
    work(Duration.ofMinutes(1));

    assertThat(rests).endsWith(BackgroundPace.LONGEST_REST);
  }

  @Test
  void pieceThatFailsIsFollowedByARestToo() {
    secondsPass(1);

    assertThatThrownBy(
            () ->
                pace.of(
                    () -> {
                      time.addAndGet(1000);
                      throw new IllegalStateException("planted");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(rests).containsExactly(times(64), Duration.ofNanos(64_000));
  }

  @Test
  void javaKnowsTheLoad() {
    assertThat(BackgroundPace.loadSinceLastTime()).isBetween(0.0, 1.0);
  }
}
