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
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

/**
 * The one unwrapper: finds the refusal inside whatever the container wrapped round it, tells a
 * database that cannot answer just now from a defect, and gives a defect an incident id instead of
 * its internals.
 */
final class Failures {

  private static final Logger LOG = System.getLogger(Failures.class.getName());

  /** A cause chain longer than this is a loop. */
  private static final int DEEPEST = 30;

  /**
   * Serialization failure, deadlock, lock not available, H2's lock timeout, and read-only: a
   * primary that became a standby.
   */
  private static final Set<String> TRANSIENT_STATES =
      Set.of("40001", "40P01", "55P03", "HYT00", "25006");

  /**
   * Connection exception, insufficient resources, operator intervention, failed input or output.
   */
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "53", "57", "58");

  /** While a database is away each request fails: they are noted together. */
  private static final LogLimit UNAVAILABLE = new LogLimit(Duration.ofSeconds(1), System::nanoTime);

  /** By name: transactions are the container's, and no class here knows more of them. */
  private static final Set<String> UNFINISHED_COMMITS =
      Set.of(
          "jakarta.transaction.SystemException",
          "jakarta.transaction.HeuristicMixedException",
          "jakarta.transaction.HeuristicRollbackException");

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
    if (isUnfinishedCommit(failure)) {
      return unavailable(failure);
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

  /** The refusal for a transient failure; about one a second is noted, in one line. */
  static ApiException unavailable(Throwable failure) {
    UNAVAILABLE
        .next()
        .ifPresent(
            left ->
                LOG.log(
                    Level.WARNING,
                    "The database could not serve a request: %s%s"
                        .formatted(
                            LogText.of(reason(failure)),
                            left == 0
                                ? ""
                                : " (and %d more since the last line)".formatted(left))));
    return ApiException.unavailable(
        "The service could not complete the request just now. Send it again.");
  }

  /** What the innermost cause says that says anything. */
  private static String reason(Throwable failure) {
    String reason = failure.toString();
    for (Throwable cause : chain(failure)) {
      if (cause.getMessage() != null) {
        reason = cause.getMessage();
      }
    }
    return reason;
  }

  /**
   * Whether the container could not tell how a transaction ended. Containers drop what the database
   * said when a commit fails; where they keep it, it decides.
   */
  private static boolean isUnfinishedCommit(Throwable failure) {
    List<Throwable> chain = chain(failure);
    return chain.stream().noneMatch(SQLException.class::isInstance)
        && chain.stream()
            .flatMap(cause -> Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed())))
            .anyMatch(
                cause ->
                    cause instanceof XAException
                        || UNFINISHED_COMMITS.contains(cause.getClass().getName()));
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
