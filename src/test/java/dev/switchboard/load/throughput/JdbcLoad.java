package dev.switchboard.load.throughput;

import dev.switchboard.support.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The database alone: so many connections, a thread each, and one statement. The connections stay
 * open between the times that it asks.
 */
final class JdbcLoad implements Load, AutoCloseable {

  private final List<Connection> connections = new ArrayList<>();
  private final int rows;

  /** Connects; operations with numbers below {@code rows} are written to. */
  JdbcLoad(PostgresServer database, int connections, int rows) {
    this.rows = rows;
    try {
      for (int i = 0; i < connections; i++) {
        this.connections.add(database.connect());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be reached", e);
    }
  }

  @Override
  public Outcome drive(Duration time) {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(connections.size());
    try {
      List<Callable<Outcome>> work = new ArrayList<>();
      for (Connection connection : connections) {
        work.add(() -> drive(connection, end));
      }
      Outcome together = new Outcome();
      for (Future<Outcome> each : threads.invokeAll(work)) {
        together.add(each.get());
      }
      return together.took(Duration.ofNanos(System.nanoTime() - begin));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Outcome drive(Connection connection, long end) throws SQLException {
    Outcome outcome = new Outcome();
    SplittableRandom random = new SplittableRandom();
    try (OneUpdate update = new OneUpdate(connection)) {
      for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
        int number = random.nextInt(rows);
        try {
          update.execute(
              Dataset.callUuid(Dataset.callOf(number)),
              Dataset.operationUuid(number),
              "context " + Long.toHexString(begin));
          outcome.answered(System.nanoTime() - begin);
        } catch (SQLException e) {
          outcome.unexpected("SQL state " + e.getSQLState());
        }
      }
    }
    return outcome;
  }

  @Override
  public void close() {
    try {
      for (Connection connection : connections) {
        connection.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a connection does not close", e);
    }
  }
}
