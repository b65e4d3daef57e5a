package dev.switchboard.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Report;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The two ways in which many writers can share a row (decision 0003): take its lock before reading,
 * or read, compare the version on writing, and try again. Rounds alternate between the two, so that
 * both see the same machine.
 */
class LockOrRetryBenchmark {

  private static final int WRITERS = 16;
  private static final int ROUNDS = 5;
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final int MANY_ROWS = 10_000;

  @Test
  void lockAgainstRetry() throws Exception {
    List<String> table = new ArrayList<>();
    table.add("| database | rows | way | writes/s | p99 ms | attempts per write |");
    table.add("|---|---|---|---|---|---|");
    Path folder = Files.createTempDirectory("lock-or-retry");
    String h2 =
        "jdbc:h2:file:%s;WRITE_DELAY=0;LOCK_TIMEOUT=5000;DB_CLOSE_DELAY=-1"
            .formatted(folder.resolve("db"));
    measure("H2 file", h2, table);
    try (EmbeddedPostgres postgres = durablePostgres()) {
      measure("PostgreSQL", postgres.getJdbcUrl("postgres", "postgres"), table);
    }
    Report.write("load", "lock-or-retry", table);
  }

  /** As in production: a commit has reached the disk. */
  private static EmbeddedPostgres durablePostgres() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .start();
  }

  private static void measure(String database, String url, List<String> table) throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE operation (id INT PRIMARY KEY, context VARCHAR(256), version BIGINT NOT NULL)");
      for (int id = 0; id < MANY_ROWS; id++) {
        statement.addBatch("INSERT INTO operation VALUES (%d, 'c', 0)".formatted(id));
      }
      statement.executeBatch();
    }
    for (int rows : new int[] {1, 10, MANY_ROWS}) {
      List<Sample> lock = new ArrayList<>();
      List<Sample> retry = new ArrayList<>();
      // The first round of each warms up.
      for (int round = 0; round <= ROUNDS; round++) {
        Sample locked = round(url, rows, LockOrRetryBenchmark::lock);
        Sample retried = round(url, rows, LockOrRetryBenchmark::retry);
        if (round > 0) {
          lock.add(locked);
          retry.add(retried);
        }
      }
      table.add(row(database, rows, "lock", lock));
      table.add(row(database, rows, "retry", retry));
    }
  }

  private interface Way {
    /** Writes one row and returns how many attempts it took. */
    int write(Connection connection, int id) throws SQLException;
  }

  private static int lock(Connection connection, int id) throws SQLException {
    long version = read(connection, "SELECT version FROM operation WHERE id = ? FOR UPDATE", id);
    assertThat(update(connection, id, version)).isOne();
    connection.commit();
    return 1;
  }

  private static int retry(Connection connection, int id) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      long version = read(connection, "SELECT version FROM operation WHERE id = ?", id);
      boolean written = update(connection, id, version) == 1;
      if (written) {
        connection.commit();
        return attempt;
      }
      connection.rollback();
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000L));
    }
  }

  private static long read(Connection connection, String sql, int id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private static int update(Connection connection, int id, long version) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE operation SET context = ?, version = ? WHERE id = ? AND version = ?")) {
      statement.setString(1, "context " + version);
      statement.setLong(2, version + 1);
      statement.setInt(3, id);
      statement.setLong(4, version);
      return statement.executeUpdate();
    }
  }

  /**
   * One round of all writers.
   *
   * @param nanos how long each write took
   * @param attempts of all writes together
   */
  private record Sample(List<Long> nanos, long attempts) {}

  private static Sample round(String url, int rows, Way way) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      long end = System.nanoTime() + ROUND.toNanos();
      List<Callable<Sample>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        writers.add(() -> write(url, rows, way, end));
      }
      List<Long> nanos = new ArrayList<>();
      long attempts = 0;
      for (Future<Sample> writer : threads.invokeAll(writers)) {
        nanos.addAll(writer.get().nanos());
        attempts += writer.get().attempts();
      }
      return new Sample(nanos, attempts);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Sample write(String url, int rows, Way way, long end) throws SQLException {
    List<Long> nanos = new ArrayList<>();
    long attempts = 0;
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(false);
      while (System.nanoTime() < end) {
        long begin = System.nanoTime();
        attempts += way.write(connection, ThreadLocalRandom.current().nextInt(rows));
        nanos.add(System.nanoTime() - begin);
      }
    }
    return new Sample(nanos, attempts);
  }

  private static String row(String database, int rows, String way, List<Sample> samples) {
    long[] nanos =
        samples.stream()
            .flatMap(sample -> sample.nanos().stream())
            .mapToLong(Long::longValue)
            .sorted()
            .toArray();
    long attempts = samples.stream().mapToLong(Sample::attempts).sum();
    return "| %s | %d | %s | %d | %.1f | %.2f |"
        .formatted(
            database,
            rows,
            way,
            nanos.length / (ROUNDS * ROUND.toSeconds()),
            nanos[(int) (nanos.length * 0.99)] / (double) TimeUnit.MILLISECONDS.toNanos(1),
            (double) attempts / nanos.length);
  }
}
