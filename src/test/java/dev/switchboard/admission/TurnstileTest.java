package dev.switchboard.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.settings.Settings;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class TurnstileTest {

  @Test
  void asManyAsThereIsRoomForEnterAtOnce() {
    Turnstile turnstile = turnstile(3, 0);

    turnstile.enter();
    turnstile.enter();
    turnstile.enter();

    assertBusy(turnstile);
    turnstile.leave();
    turnstile.enter();
  }

  @Test
  void whoeverWaitsEntersWhenThereIsRoom() throws Exception {
    Turnstile turnstile = turnstile(1, 1);
    turnstile.enter();
    CompletableFuture<Void> waiting = enterInAThreadOfItsOwn(turnstile);
    // One more is refused as soon as the other one waits.
    await().until(() -> isBusyAtOnce(turnstile));

    turnstile.leave();

    waiting.get();
  }

  @Test
  void whoeverWaitsTooLongIsRefused() {
    Turnstile turnstile = turnstile(1, 1);
    turnstile.enter();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> enterInAThreadOfItsOwn(turnstile).get())
        .withCauseInstanceOf(ApiException.class);
  }

  private static Turnstile turnstile(int concurrency, int queue) {
    return new Turnstile(
        Settings.from(
            Map.of(),
            Map.of(
                "switchboard.concurrency",
                Integer.toString(concurrency),
                "switchboard.queue",
                Integer.toString(queue),
                "switchboard.queue-timeout-seconds",
                "1")));
  }

  private static CompletableFuture<Void> enterInAThreadOfItsOwn(Turnstile turnstile) {
    return CompletableFuture.runAsync(turnstile::enter, task -> new Thread(task).start());
  }

  /** Not the refusal after a wait: that one comes a second later. */
  private static boolean isBusyAtOnce(Turnstile turnstile) {
    return turnstile.isFull();
  }

  private static void assertBusy(Turnstile turnstile) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(turnstile::enter)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
  }
}
