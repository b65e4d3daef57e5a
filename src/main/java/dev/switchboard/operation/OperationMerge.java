package dev.switchboard.operation;

import dev.switchboard.audit.AuditTrail;
import dev.switchboard.database.Database;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.TransientFailuresAnswered;
import dev.switchboard.notification.OutboxStatement;
import dev.switchboard.odata.Precondition;
import dev.switchboard.operation.OperationStatements.Stored;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/**
 * The one door for a change of content. The common case takes two statements, each a transaction of
 * its own: one reads the operation, and one writes what it becomes with its notifications, if it
 * still is what was read. Whatever that cannot do is done by {@link CommsOperationService#merge},
 * which locks (decision 0023).
 */
@ApplicationScoped
@TransientFailuresAnswered
public class OperationMerge {

  private static final Logger LOG = System.getLogger(OperationMerge.class.getName());

  @Inject private CommsOperationService operations;
  @Inject private OutboxStatement outbox;
  @Inject private Database database;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private AuditTrail audit;
  @Resource private TransactionSynchronizationRegistry transaction;

  /**
   * Merges a patch into an operation.
   *
   * @param cast the type that the operation must have, if the request names one
   * @param scope the operations that the caller may change
   * @return the operation as it is stored
   * @throws ApiException as {@link CommsOperationService#merge}
   */
  public OperationView merge(
      OperationKey key,
      Optional<OperationType> cast,
      AccessScope scope,
      OperationPatch patch,
      Precondition precondition) {
    Optional<OperationView> merged =
        transaction.getTransactionKey() == null
            ? mergeWithoutLock(key, cast, scope, patch, precondition)
            : Optional.empty();
    return merged.orElseGet(() -> operations.merge(key, cast, scope, patch, precondition));
  }

  /** Returns nothing if this cannot do it, and has done nothing. */
  private Optional<OperationView> mergeWithoutLock(
      OperationKey key,
      Optional<OperationType> cast,
      AccessScope scope,
      OperationPatch patch,
      Precondition precondition) {
    Optional<Connection> direct = Optional.empty();
    try {
      direct = database.forSingleStatements();
      if (direct.isEmpty()) {
        return Optional.empty();
      }
      Optional<Stored> found = OperationStatements.read(direct.get(), key, scope);
      if (found.isEmpty() || cast.stream().anyMatch(type -> type != found.get().type())) {
        return Optional.empty();
      }
      return merged(direct.get(), found.get(), patch, precondition);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    } finally {
      direct.ifPresent(OperationMerge::close);
    }
  }

  private Optional<OperationView> merged(
      Connection connection, Stored before, OperationPatch patch, Precondition precondition)
      throws SQLException {
    if (settings.requireIfMatch()) {
      precondition.requirePresent();
    }
    precondition.requireFor(OwnedEntity.etag(before.version()));
    OperationState after =
        before.state().patched(patch.forType(before.type(), settings.openTypes()));
    boolean changed = !after.equals(before.state());
    long version = changed ? before.version() + 1 : before.version();
    OperationView view =
        OperationView.of(
            before.key(), before.type(), OwnedEntity.etag(version), after, settings.statusCasing());
    if (changed && !write(connection, before, after, view)) {
      return Optional.empty();
    }
    audit.written(before.key().path(), before.version(), version);
    return Optional.of(view);
  }

  private boolean write(
      Connection connection, Stored before, OperationState after, OperationView view)
      throws SQLException {
    OperationNews news = OperationNews.merged(view, after.status().isTerminal());
    if (!OperationStatements.write(connection, before, after, clock.instant(), news, outbox)) {
      return false;
    }
    outbox.written(before.owner(), news.audiences());
    return true;
  }

  /** A connection that cannot be given back has nothing more to say: its work is done. */
  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "a connection could not be given back", e);
    }
  }
}
