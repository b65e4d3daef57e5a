package dev.switchboard.admission;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes a service out of use before it is stopped: from then on no request is let in, and those
 * that are inside end as they would have. There is no way back but a start.
 */
@ApplicationScoped
public class Drain {

  private final AtomicInteger inside = new AtomicInteger();
  private volatile boolean begun;

  /** Lets nobody in from now on. */
  public void begin() {
    begun = true;
  }

  /** Whether nobody is let in any more. */
  public boolean hasBegun() {
    return begun;
  }

  /** Whether nobody is let in, and nobody is inside any more. */
  public boolean isDone() {
    return begun && inside.get() == 0;
  }

  /** Whether the request may go on; then it must {@link #leave}. */
  boolean enter() {
    // Counted before it looks: whoever sees it done knows that nobody slips in afterwards.
    inside.incrementAndGet();
    if (begun) {
      inside.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    inside.decrementAndGet();
  }
}
