package dev.switchboard.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.settings.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionConnectionTest {

  /** The least that is allowed. */
  private static final int POOL = 6;

  @TempDir private Path folder;

  @Test
  void connectionsThatAreKeptHoldNoRealOneBetweenTransactions() throws SQLException {
    try (Database database = embedded()) {
      database.open(new byte[] {1});
      List<Connection> kept = new ArrayList<>();
      for (int i = 0; i < 3 * POOL; i++) {
        Connection connection = TransactionConnection.of(database);
        kept.add(connection);
        connection.setAutoCommit(false);
        select(connection);
        connection.commit();
        connection.setAutoCommit(true);
      }
      for (Connection connection : kept) {
        connection.setAutoCommit(false);
        select(connection);
        connection.rollback();
      }

      assertThat(kept)
          .hasSize(3 * POOL)
          .allSatisfy(connection -> assertThat(connection.isClosed()).isFalse());
    }
  }

  @Test
  void whatIsNotCommittedWhenItIsClosedIsRolledBack() throws SQLException {
    try (Database database = embedded()) {
      database.open(new byte[] {1});
      execute(database, "CREATE TABLE t (id INT)", true);
      execute(database, "INSERT INTO t VALUES (1)", true);
      execute(database, "INSERT INTO t VALUES (2)", false);

      Connection connection = TransactionConnection.of(database);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM t")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(1);
      }
      connection.close();
    }
  }

  @Test
  void connectionsReadWhatIsCommitted() throws SQLException {
    try (Database database = embedded();
        Connection real = database.anyConnection()) {
      assertThat(real.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
      assertThat(TransactionConnection.of(database).getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    }
  }

  @Test
  void schemaThatIsNotUpToDateGetsNoStatement() throws SQLException {
    try (Database database = embedded()) {
      Connection connection = TransactionConnection.of(database);
      connection.setAutoCommit(false);

      assertThatThrownBy(() -> select(connection))
          .isInstanceOf(SQLTransientConnectionException.class);
    }
  }

  @Test
  void databaseThatIsAwayIsDescribedAllTheSame() throws SQLException {
    try (Database database =
        Database.of(settings(Map.of("switchboard.db-url", "jdbc:postgresql://localhost:1/none")))) {
      DatabaseMetaData described = TransactionConnection.of(database).getMetaData();

      assertThat(described.getDatabaseProductName()).isEqualTo("PostgreSQL");
      assertThat(described.getDatabaseMajorVersion()).isEqualTo(17);
      assertThat(described.supportsBatchUpdates()).isFalse();
      try (Statement statement = described.getConnection().createStatement();
          ResultSet rows = statement.executeQuery("select version()")) {
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @Test
  void databaseThatIsThereDescribesItself() throws SQLException {
    try (Database database = embedded()) {
      DatabaseMetaData described = TransactionConnection.of(database).getMetaData();

      assertThat(described.getDatabaseProductName()).isEqualTo("H2");
      assertThat(described.getDatabaseProductVersion()).startsWith("2.");
      assertThat(described.supportsBatchUpdates()).isTrue();
    }
  }

  private static void select(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      assertThat(rows.next()).isTrue();
    }
  }

  private static void execute(Database database, String sql, boolean commit) throws SQLException {
    Connection connection = TransactionConnection.of(database);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    if (commit) {
      connection.commit();
    }
    connection.close();
  }

  private Database embedded() {
    return Database.of(settings(Map.of("switchboard.data-dir", folder.toString())));
  }

  private static Settings settings(Map<String, String> properties) {
    return Settings.from(Map.of("SWITCHBOARD_DB_POOL_SIZE", Integer.toString(POOL)), properties);
  }
}
