package dev.switchboard.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LanesTest {

  @Test
  void writersOfDifferentRowsDoNotWaitForEachOther() {
    Lanes lanes = lanes(0);

    lanes.enter("a");
    lanes.enter("b");

    assertThat(lanes.size()).isEqualTo(2);
  }

  @Test
  void writerOfTheSameRowWaitsUntilTheFirstOneHasLeft() throws Exception {
    Lanes lanes = lanes(1);
    lanes.enter("a");
    CompletableFuture<Void> second = enterInAThreadOfItsOwn(lanes, "a");
    await().until(() -> lanes.isFull("a"));
    assertThat(second).isNotDone();

    lanes.leave("a");

    second.get();
    assertThat(lanes.size()).isEqualTo(1);
  }

  @Test
  void writerThatWaitsTooLongIsRefusedAndLeavesNothingBehind() {
    Lanes lanes = lanes(1);
    lanes.enter("a");

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> enterInAThreadOfItsOwn(lanes, "a").get())
        .withCauseInstanceOf(ApiException.class);

    lanes.leave("a");
    assertThat(lanes.size()).isZero();
  }

  @Test
  void oneMoreThanMayWaitIsRefusedAtOnceAndHarmsNobody() {
    Lanes lanes = lanes(0);
    lanes.enter("a");

    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> lanes.enter("a"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));

    assertThat(lanes.size()).isEqualTo(1);
    lanes.leave("a");
    lanes.enter("a");
  }

  @Test
  void manyWritersAreAloneInTheirLaneAndLanesVanish() {
    Lanes lanes = lanes(64);
    List<AtomicInteger> inside = List.of(new AtomicInteger(), new AtomicInteger());
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      int row = i % 2;
      writers.add(
          inAThreadOfItsOwn(
              () -> {
                for (int n = 0; n < 2_000; n++) {
                  lanes.enter(row);
                  most.accumulateAndGet(inside.get(row).incrementAndGet(), Math::max);
                  inside.get(row).decrementAndGet();
                  lanes.leave(row);
                }
              }));
    }

    CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();

    assertThat(most).hasValue(1);
    assertThat(lanes.size()).isZero();
  }

  private static Lanes lanes(int queue) {
    return new Lanes(
        Settings.from(
            Map.of(),
            Map.of(
                "switchboard.queue",
                Integer.toString(queue),
                "switchboard.queue-timeout-seconds",
                "1")));
  }

  private static CompletableFuture<Void> enterInAThreadOfItsOwn(Lanes lanes, String row) {
    return inAThreadOfItsOwn(() -> lanes.enter(row));
  }

  private static CompletableFuture<Void> inAThreadOfItsOwn(Runnable work) {
    return CompletableFuture.runAsync(work, task -> new Thread(task).start());
  }
}
