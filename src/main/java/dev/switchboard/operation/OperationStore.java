package dev.switchboard.operation;

import dev.switchboard.database.Database;
import dev.switchboard.database.GroupCommit;
import dev.switchboard.notification.OutboxStatement;
import dev.switchboard.operation.OperationStatements.Stored;
import dev.switchboard.operation.OperationStatements.Wanted;
import dev.switchboard.operation.OperationStatements.Written;
import dev.switchboard.security.AccessScope;
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
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Operations one by one, each read or written by a statement that is a transaction of its own,
 * which it shares with others that come at the same time (decision 0026).
 */
@ApplicationScoped
class OperationStore {

  private static final Logger LOG = System.getLogger(OperationStore.class.getName());

  /** A quarter of the processors can keep a database busy whose statements do so much. */
  private static final int GROUPS = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);

  private static final int MEMBERS = 64;

  private final GroupCommit<Wanted, Optional<Stored>> reads =
      new GroupCommit<>(GROUPS, MEMBERS, this::readAll);
  private final GroupCommit<Written, Boolean> writes =
      new GroupCommit<>(GROUPS, MEMBERS, this::writeAll);

  @Resource private TransactionSynchronizationRegistry transaction;
  private Database database;
  private OutboxStatement outbox;
  private Clock clock;

  /** For the container's proxy. */
  protected OperationStore() {}

  @Inject
  OperationStore(Database database, OutboxStatement outbox, Clock clock) {
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Something that is done with a connection for all of a group. */
  private interface Work<R> {

    List<R> with(Connection connection) throws SQLException;
  }

  /**
   * Whether anything here may be called: this database has such statements, and the caller is in no
   * transaction that they would have to be a part of.
   */
  boolean isUsable() {
    return database.takesSingleStatements() && transaction.getTransactionKey() == null;
  }

  /** Reads an operation, if it is in scope. */
  Optional<Stored> read(OperationKey key, AccessScope scope) {
    return reads.submit(new Wanted(key, scope));
  }

  /**
   * Writes what an operation becomes, and with it what others are told.
   *
   * @return whether that could be done; if not, nothing was
   */
  boolean write(Written operation) {
    boolean done = writes.submit(operation);
    if (done) {
      outbox.written(operation.before().owner(), operation.news().audiences());
    }
    return done;
  }

  private List<Optional<Stored>> readAll(List<Wanted> wanted) {
    try {
      return withConnection(connection -> OperationStatements.read(connection, wanted));
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private List<Boolean> writeAll(List<Written> operations) {
    try {
      return withConnection(
          connection -> OperationStatements.write(connection, operations, clock.instant(), outbox));
    } catch (SQLException e) {
      if (Database.isAway(e)) {
        // Nobody knows whether it was done.
        throw new PersistenceException(e);
      }
      // It was not, for a reason that may be the fault of one of them: each for itself, then.
      LOG.log(Level.DEBUG, "a group could not be written", e);
      return Collections.nCopies(operations.size(), false);
    }
  }

  private <R> List<R> withConnection(Work<R> work) throws SQLException {
    Connection connection = database.connection();
    try {
      return work.with(connection);
    } finally {
      close(connection);
    }
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
