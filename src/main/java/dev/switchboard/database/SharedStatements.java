package dev.switchboard.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * The way to the database for statements that are transactions of their own, and that those share
 * who come at the same time (decision 0026).
 */
@ApplicationScoped
public class SharedStatements {

  private static final Logger LOG = System.getLogger(SharedStatements.class.getName());

  /** A quarter of the processors can keep a database busy whose statements do so much. */
  private static final int GROUPS = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);

  /** So many do not wait for the group at work, but become another one (decision 0026). */
  private static final int ENOUGH = 16;

  private static final int MEMBERS = 64;

  @Resource private TransactionSynchronizationRegistry transaction;
  private Database database;

  /** For the container's proxy. */
  protected SharedStatements() {}

  @Inject
  SharedStatements(Database database) {
    this.database = database;
  }

  /**
   * Something that is done with a connection for all of a group.
   *
   * @param <R> what comes of it
   */
  public interface Work<R> {

    /** Does it, and returns a result for each. */
    List<R> with(Connection connection) throws SQLException;
  }

  /** Those that ask for something at the same time. */
  public static <T, R> GroupCommit<T, R> groups(Function<List<T>, List<R>> work) {
    return new GroupCommit<>(GROUPS, ENOUGH, MEMBERS, work);
  }

  /**
   * Whether this database has such statements, and the caller is in no transaction that they would
   * have to be a part of.
   */
  public boolean areUsable() {
    return database.takesSingleStatements() && transaction.getTransactionKey() == null;
  }

  /**
   * Does something with a connection.
   *
   * @throws SQLException what it throws, or if there is no connection
   */
  public <R> List<R> withConnection(Work<R> work) throws SQLException {
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
