package dev.switchboard.database;

import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Tests a connection that was idle, and waits for one silent database once: when a test has failed,
 * those right after it fail unasked. A request would otherwise wait for each connection of the pool
 * in turn. A connection that was alive is dropped in vain, which costs a new one.
 */
final class OneSilence implements ConnectionValidator {

  private static final long LASTS = Duration.ofMillis(500).toNanos();

  private final int seconds;
  private final LongSupplier nanoTime;
  private final AtomicLong until;

  /** With the longest time for a test, and a clock that only goes forward. */
  OneSilence(int seconds, LongSupplier nanoTime) {
    this.seconds = seconds;
    this.nanoTime = nanoTime;
    this.until = new AtomicLong(nanoTime.getAsLong());
  }

  @Override
  public boolean isValid(Connection connection) {
    if (nanoTime.getAsLong() - until.get() < 0) {
      return false;
    }
    boolean valid;
    try {
      valid = connection.isValid(seconds);
    } catch (SQLException e) {
      valid = false;
    }
    if (!valid) {
      until.set(nanoTime.getAsLong() + LASTS);
    }
    return valid;
  }
}
