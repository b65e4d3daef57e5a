package dev.switchboard.admission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How fast that goes which no request waits for: as fast as it can, unless requests are being
 * answered and the processors are needed for that. Then each piece of it is followed by a rest, in
 * proportion to the time that it took. Once a second it is seen whether it is in the way: then the
 * rests are at once as long as they ever are, and else half as long as they were.
 */
@ApplicationScoped
public class BackgroundPace {

  /** Times as long as a piece took: then it has a sixty-fifth of the time of its thread. */
  static final int MOST = 64;

  /** A piece that took long because everything did is no reason to stand still. */
  static final Duration LONGEST_REST = Duration.ofSeconds(1);

  static final Duration LOOKS_EVERY = Duration.ofSeconds(1);

  /** With more of all processors in use, what comes has to wait for one. */
  static final double BUSY = 0.8;

  private Turnstile requests;
  private DoubleSupplier load;
  private LongSupplier nanoTime;
  private Consumer<Duration> rest;
  private int times;
  private long lookedAt;

  /** For the container's proxy. */
  protected BackgroundPace() {}

  @Inject
  BackgroundPace(Turnstile requests) {
    this(requests, BackgroundPace::loadSinceLastTime, System::nanoTime, BackgroundPace::rest);
  }

  /**
   * Made of what it needs.
   *
   * @param requests those that are being answered
   * @param load how much of all processors was in use since it was asked last, from 0 to 1; less
   *     than that or NaN if nobody knows
   * @param nanoTime as {@link System#nanoTime()}
   * @param rest lets time pass
   */
  BackgroundPace(
      Turnstile requests, DoubleSupplier load, LongSupplier nanoTime, Consumer<Duration> rest) {
    this.requests = requests;
    this.load = load;
    this.nanoTime = nanoTime;
    this.rest = rest;
    this.lookedAt = nanoTime.getAsLong();
  }

  /** Does a piece of it, and then takes the rest that there is to take. */
  public <T> T of(Supplier<T> piece) {
    long begin = nanoTime.getAsLong();
    try {
      return piece.get();
    } finally {
      long end = nanoTime.getAsLong();
      int now = timesAt(end);
      if (now > 0) {
        Duration wanted = Duration.ofNanos(end - begin).multipliedBy(now);
        rest.accept(wanted.compareTo(LONGEST_REST) < 0 ? wanted : LONGEST_REST);
      }
    }
  }

  /** Whether pieces are followed by rests just now. */
  public boolean isSlow() {
    return timesAt(nanoTime.getAsLong()) > 0;
  }

  private synchronized int timesAt(long now) {
    if (now - lookedAt >= LOOKS_EVERY.toNanos()) {
      lookedAt = now;
      boolean inTheWay = load.getAsDouble() >= BUSY && !requests.isEmpty();
      times = inTheWay ? MOST : times / 2;
    }
    return times;
  }

  /**
   * What Java says, by the name of the attribute: the class that declares it is none that every
   * server shows to an application.
   */
  static double loadSinceLastTime() {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
      return beans.getAttribute(system, "CpuLoad") instanceof Double known ? known : Double.NaN;
    } catch (JMException e) {
      // A Java that does not say it.
      return Double.NaN;
    }
  }

  private static void rest(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      // The container wants its thread back.
      Thread.currentThread().interrupt();
    }
  }
}
