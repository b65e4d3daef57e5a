package dev.switchboard.error;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The one unwrapper: finds the refusal inside whatever the container wrapped round it, tells a
 * database that cannot answer just now from a defect, and gives a defect an incident id instead of
 * its internals.
 */
final class Failures {

  private static final Logger LOG = System.getLogger(Failures.class.getName());

  /** A cause chain longer than this is a loop. */
  private static final int DEEPEST = 30;

  /** Serialization failure, deadlock, lock not available, H2's lock timeout. */
  private static final Set<String> TRANSIENT_STATES = Set.of("40001", "40P01", "55P03", "HYT00");

  /** Connection exception, insufficient resources, operator intervention. */
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "53", "57");

  private Failures() {}

  /** The refusal to answer with; {@code requestId} becomes the incident id of a defect. */
  static ApiException refusal(Throwable failure, String requestId) {
    for (Throwable cause : chain(failure)) {
      if (cause instanceof ApiException refusal) {
        return refusal;
      }
      if (cause instanceof WebApplicationException http) {
        return HttpRefusals.of(http);
      }
      if (isTransientItself(cause)) {
        return unavailable(cause);
      }
    }
    LOG.log(Level.ERROR, "Incident " + requestId, LogText.of(failure));
    return ApiException.of(
        ErrorCode.INTERNAL_SERVER_ERROR,
        "The service failed. Quote incident %s to its operator.".formatted(requestId));
  }

  /** Whether the database could not do the work just now. */
  static boolean isTransient(Throwable failure) {
    return chain(failure).stream().anyMatch(Failures::isTransientItself);
  }

  /** The refusal for a transient failure, which is noted in one line. */
  static ApiException unavailable(Throwable failure) {
    List<Throwable> chain = chain(failure);
    LOG.log(
        Level.WARNING,
        "The database could not serve a request: "
            + LogText.of(chain.get(chain.size() - 1).getMessage()));
    return ApiException.unavailable(
        "The service could not complete the request just now. Send it again.");
  }

  private static List<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST).toList();
  }

  private static boolean isTransientItself(Throwable cause) {
    if (cause instanceof SQLException sql) {
      String state = sql.getSQLState();
      // Without a state no database has spoken: the pool had no connection to give.
      return state == null
          || TRANSIENT_STATES.contains(state)
          || (state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2)))
          || sql instanceof SQLTransientException
          || sql instanceof SQLRecoverableException
          || sql instanceof SQLNonTransientConnectionException;
    }
    return cause instanceof LockTimeoutException
        || cause instanceof PessimisticLockException
        || cause instanceof OptimisticLockException;
  }
}
