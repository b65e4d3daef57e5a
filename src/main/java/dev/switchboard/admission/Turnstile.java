package dev.switchboard.admission;

import dev.switchboard.error.ApiException;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets so many in at once, and so many others wait. */
@ApplicationScoped
class Turnstile {

  private static final String BUSY = "The service is busy. Send the request again.";

  private int width;
  private Semaphore inside;
  private Semaphore waiting;
  private Duration patience;

  /** For the container's proxy. */
  protected Turnstile() {}

  @Inject
  Turnstile(Settings settings) {
    this(
        settings.limits().concurrency(),
        settings.limits().queue(),
        settings.limits().queueTimeout());
  }

  /**
   * Of a width.
   *
   * @param width how many are inside at once
   * @param queue how many others wait
   * @param patience how long they do
   */
  Turnstile(int width, int queue, Duration patience) {
    this.width = width;
    // Fair: in the order of arrival, so that no request waits while later ones pass.
    this.inside = new Semaphore(width, true);
    this.waiting = new Semaphore(queue);
    this.patience = patience;
  }

  /**
   * Waits until there is room; whoever entered must {@link #leave}.
   *
   * @throws ApiException 503 if too many wait already, or if the wait is too long
   */
  void enter() {
    try {
      // Without time to wait, and yet not past those that wait: tryAcquire() would overtake them.
      if (inside.tryAcquire(0, TimeUnit.SECONDS)) {
        return;
      }
      if (!waiting.tryAcquire()) {
        throw ApiException.unavailable(BUSY);
      }
      try {
        if (!inside.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          throw ApiException.unavailable(BUSY);
        }
      } finally {
        waiting.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.unavailable(BUSY);
    }
  }

  /** Whether one more would be refused at once. */
  boolean isFull() {
    return inside.availablePermits() == 0 && waiting.availablePermits() == 0;
  }

  /** Whether nobody is inside. */
  boolean isEmpty() {
    return inside.availablePermits() == width;
  }

  /** Makes room for the next. */
  void leave() {
    inside.release();
  }
}
