package dev.switchboard.database;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Lets one transaction write at a time, from its first statement that locks or changes a row to its
 * end: with several writers H2 now and then goes back to an older version of a row after it was
 * committed (decision 2). Readers pass.
 */
final class SingleWriter {

  /** The state of H2's own lock timeout. */
  private static final String LOCK_TIMEOUT = "HYT00";

  private static final Pattern READS =
      Pattern.compile(
          "\\s*SELECT\\b(?!.*\\bFOR\\s+UPDATE\\b).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Fair: in the order of arrival. */
  private final Semaphore turn = new Semaphore(1, true);

  private final Duration patience;

  /** With the longest time that a writer waits for its turn. */
  SingleWriter(Duration patience) {
    this.patience = patience;
  }

  /** Whether a statement may lock or change rows. */
  static boolean writes(String statement) {
    return !READS.matcher(statement).matches();
  }

  /**
   * Waits for the turn; whoever entered must {@link #leave}.
   *
   * @throws SQLException as for a row that is locked for too long
   */
  void enter() throws SQLException {
    try {
      if (turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new SQLTimeoutException("Others have been writing for too long.", LOCK_TIMEOUT);
  }

  /** Lets the next one write. */
  void leave() {
    turn.release();
  }
}
