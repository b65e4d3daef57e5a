package dev.switchboard.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What is tried again and again while the application runs, until it is done. In a thread of the
 * container's, and not as a periodic task: servers look the application up before each run of such
 * a task, and GlassFish drops one for good that comes due while the deployment is written down.
 */
@Dependent
class Attempts {

  @Resource private ManagedThreadFactory threads;

  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Begins; the first attempt comes after one pause. */
  void begin(BooleanSupplier isDone, Duration pause) {
    threads.newThread(() -> repeat(isDone, pause)).start();
  }

  /** Makes no further attempt; one that is under way is not disturbed. */
  void stop() {
    stopped.countDown();
  }

  private void repeat(BooleanSupplier isDone, Duration pause) {
    try {
      while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS) && !isDone.getAsBoolean()) {}
    } catch (InterruptedException e) {
      // The container wants its thread back.
      Thread.currentThread().interrupt();
    }
  }
}
