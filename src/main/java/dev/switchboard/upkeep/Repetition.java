package dev.switchboard.upkeep;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.LogLimit;
import dev.switchboard.error.LogText;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What is done again and again while the application runs, until it is done for good. In a thread
 * of the container's, and not as a periodic task: servers look the application up before each run
 * of such a task, and GlassFish drops one for good that comes due while the deployment is written
 * down.
 */
@Dependent
public class Repetition {

  private static final Logger LOG = System.getLogger(Repetition.class.getName());
  private static final LogLimit FAILURES = new LogLimit(Duration.ofMinutes(1), System::nanoTime);

  @Resource private ManagedThreadFactory threads;

  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * Begins; the first time comes after one pause, and one that fails is no reason to stop.
   *
   * @param isDone does it, and tells whether it is done for good
   * @param pause after each time
   */
  public void begin(BooleanSupplier isDone, Duration pause) {
    threads.newThread(() -> repeat(isDone, pause)).start();
  }

  /** Lets there be no further time; one that is under way is not disturbed. */
  public void stop() {
    stopped.countDown();
  }

  private void repeat(BooleanSupplier isDone, Duration pause) {
    try {
      while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS) && !done(isDone)) {}
    } catch (InterruptedException e) {
      // The container wants its thread back.
      Thread.currentThread().interrupt();
    }
  }

  private static boolean done(BooleanSupplier isDone) {
    try {
      return isDone.getAsBoolean();
    } catch (ApiException e) {
      // The database cannot do it just now, which is said where it is noticed.
      return false;
    } catch (RuntimeException e) {
      // Nobody else would hear of it.
      FAILURES
          .next()
          .ifPresent(
              left ->
                  LOG.log(
                      Level.ERROR,
                      "What the service does by itself failed (%d more failures before)"
                          .formatted(left),
                      LogText.of(e)));
      return false;
    }
  }
}
