package dev.switchboard.error;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Of a message that may come in a flood, lets one through in a period and counts the others. */
public final class LogLimit {

  private final long period;
  private final LongSupplier nanoTime;
  private final AtomicLong left = new AtomicLong();
  private final AtomicLong next;

  /** With a clock that only goes forward, as {@link System#nanoTime}. */
  public LogLimit(Duration period, LongSupplier nanoTime) {
    this.period = period.toNanos();
    this.nanoTime = nanoTime;
    this.next = new AtomicLong(nanoTime.getAsLong());
  }

  /** How many were left out since the last one, if this one is to be logged; otherwise empty. */
  public OptionalLong next() {
    long now = nanoTime.getAsLong();
    long due = next.get();
    // Compared as a difference: the clock may overflow.
    if (now - due >= 0 && next.compareAndSet(due, now + period)) {
      return OptionalLong.of(left.getAndSet(0));
    }
    left.incrementAndGet();
    return OptionalLong.empty();
  }
}
