package dev.switchboard.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.settings.Settings;
import dev.switchboard.support.Report;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Why the embedded database has one writer at a time: many transactions, each of which locks one of
 * a few rows, raises its version and commits, as an update does. A version that was committed twice
 * means that the database went back to an older row. Writers that do not take turns must show it:
 * else this test sees nothing, or H2 is mended and {@link SingleWriter} may go.
 */
@Tag("long")
class ConcurrentWritersFaultIT {

  private static final int WRITERS = 16;
  private static final int ROWS = 8;
  private static final int WRITES = 40_000;

  /** Of WRITES each. A loss is rare: a round may pass without one. */
  private static final int ROUNDS = 50;

  @TempDir private Path folder;

  @FunctionalInterface
  private interface Connections {
    Connection open() throws SQLException;
  }

  @Test
  void noCommittedVersionIsLost() throws Exception {
    try (Database database =
        Database.of(Settings.from(Map.of(), Map.of("switchboard.data-dir", folder.toString())))) {
      database.open(new byte[] {1});
      createTable(database);
      int together = 0;
      int rounds = 0;
      while (together == 0 && rounds < ROUNDS) {
        together += committedTwice(database::anyConnection);
        rounds++;
      }
      int inTurn = 0;
      for (int round = 0; round < 2 * rounds; round++) {
        inTurn += committedTwice(() -> TransactionConnection.of(database));
      }

      Report.write(
          "faults",
          "writers-of-h2",
          List.of(
              "Of %d writes to %d rows of the embedded database by %d writers together, lost: %d; of %d in turn: %d."
                  .formatted(
                      rounds * WRITES, ROWS, WRITERS, together, 2 * rounds * WRITES, inTurn)));
      assertThat(together).isPositive();
      assertThat(inTurn).isZero();
    }
  }

  private static void createTable(Database database) throws SQLException {
    try (Connection connection = database.anyConnection();
        Statement statement = connection.createStatement()) {
      // It happens with the 0 of the service as well, but less often.
      statement.execute("SET WRITE_DELAY 1");
      statement.execute(
          "CREATE TABLE written (id INT PRIMARY KEY, body VARCHAR, version INT NOT NULL)");
      statement.execute(
          "INSERT INTO written SELECT x, '', 0 FROM SYSTEM_RANGE(1, %d)".formatted(ROWS));
    }
  }

  /** Of WRITES, how many committed a version that another one had committed already. */
  private static int committedTwice(Connections connections) throws Exception {
    Set<String> committed = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Callable<Integer>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Random random = new Random(writer);
        writers.add(() -> write(connections, random, committed));
      }
      int twice = 0;
      for (Future<Integer> writer : threads.invokeAll(writers)) {
        twice += writer.get();
      }
      return twice;
    } finally {
      threads.shutdownNow();
    }
  }

  /** How many versions were committed that somebody had committed already. */
  private static int write(Connections connections, Random random, Set<String> committed)
      throws SQLException {
    int twice = 0;
    try (Connection connection = connections.open()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < WRITES / WRITERS; i++) {
        int id = 1 + random.nextInt(ROWS);
        int next = locked(connection, id) + 1;
        if (random.nextInt(4) == 0) {
          // As an update that is refused, or that changes nothing.
          connection.rollback();
          continue;
        }
        try (PreparedStatement update =
            connection.prepareStatement(
                "UPDATE written SET body = ?, version = ? WHERE id = ? AND version = ?")) {
          update.setString(1, "x".repeat(500 + random.nextInt(700)));
          update.setInt(2, next);
          update.setInt(3, id);
          update.setInt(4, next - 1);
          if (update.executeUpdate() == 0) {
            // The row is not what the lock showed: that, too, happens to writers together.
            connection.rollback();
            continue;
          }
        }
        connection.commit();
        if (!committed.add(id + ":" + next)) {
          twice++;
        }
      }
    }
    return twice;
  }

  private static int locked(Connection connection, int id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT version FROM written WHERE id = ? FOR UPDATE")) {
      select.setInt(1, id);
      try (ResultSet row = select.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getInt(1);
      }
    }
  }
}
