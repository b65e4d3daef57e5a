package dev.switchboard.load.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the time of a scenario goes: a flight recording of the service, the processor time of its
 * threads, and the statements that the database executed for it. To look is not free: its figures
 * are shares, and not to be compared with those of a run that measures.
 */
final class Profile {

  /** What PostgreSQL must be started with. */
  static final Map<String, String> OF_DATABASE =
      Map.of("shared_preload_libraries", "pg_stat_statements");

  /** What the service must be started with: stacks in a server are deep. */
  static final String OF_SERVICE =
      "-XX:FlightRecorderOptions=stackdepth=256 -XX:+UnlockDiagnosticVMOptions"
          + " -XX:+DebugNonSafepoints";

  private static final int MOST_METHODS = 40;
  private static final String RECORDING = "benchmark";

  private final TestBed bed;
  private final Path file;

  /**
   * Of the service of a test bed, before it is warm: what a recording changes in the code is then
   * compiled like everything else.
   *
   * @param file that the recording is written into
   */
  Profile(TestBed bed, Path file) {
    this.bed = bed;
    this.file = file.toAbsolutePath();
    jcmd("JFR.start", "name=warm-up", "settings=profile", "maxsize=50m");
  }

  /** Drives a scenario, and tells in Markdown where the time went. */
  List<String> of(Scenario scenario, Duration time) {
    execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    jcmd("JFR.start", "name=" + RECORDING, "settings=profile");
    execute("SELECT pg_stat_statements_reset()");
    ThreadTimes before = ThreadTimes.of(bed.service());
    Measurement measured = new Measurement(scenario);
    Outcome outcome = bed.meters().measure(measured, time);
    ThreadTimes threads = ThreadTimes.of(bed.service()).minus(before);
    List<String> statements = statements(outcome.requests());
    jcmd("JFR.stop", "name=" + RECORDING, "filename=" + file);
    try {
      Samples samples = Samples.of(file);
      List<String> lines = new ArrayList<>();
      lines.add("## " + scenario.name());
      lines.add("");
      lines.addAll(new ResultTable(List.of(measured), "", "").lines());
      lines.addAll(table("| threads of the service | in their code | in the kernel |", 3));
      lines.addAll(rows(threads));
      lines.addAll(table("| executed for each request | ms each | rows each | statement |", 4));
      lines.addAll(statements);
      lines.add("");
      lines.add(
          String.format(
              Locale.ROOT,
              "%.1f exceptions were made for each request; of those that were sampled:",
              (double) samples.throwables() / outcome.requests()));
      lines.addAll(table("| exception | share |", 2));
      lines.addAll(samples.exceptions(MOST_METHODS));
      lines.addAll(table("| waits for a monitor | share |", 2));
      lines.addAll(samples.monitors(MOST_METHODS));
      lines.addAll(
          table(
              "| on behalf of its own code, of %d samples | share |".formatted(samples.count()),
              2));
      lines.addAll(samples.onBehalf(MOST_METHODS));
      lines.addAll(table("| in or below its own code | share |", 2));
      lines.addAll(samples.within(true, MOST_METHODS));
      lines.addAll(table("| in or below code of others | share |", 2));
      lines.addAll(samples.within(false, 3 * MOST_METHODS));
      lines.addAll(table("| innermost method | share |", 2));
      lines.addAll(samples.own(MOST_METHODS));
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> table(String head, int columns) {
    return List.of("", head, "|" + "---|".repeat(columns));
  }

  private static List<String> rows(ThreadTimes threads) {
    double all =
        threads.user().values().stream().mapToLong(Duration::toMillis).sum()
            + threads.system().values().stream().mapToLong(Duration::toMillis).sum();
    return threads.user().entrySet().stream()
        .filter(each -> each.getValue().plus(threads.system().get(each.getKey())).toMillis() > 0)
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "| %s | %.1f %% | %.1f %% |",
                    each.getKey(),
                    100 * each.getValue().toMillis() / all,
                    100 * threads.system().get(each.getKey()).toMillis() / all))
        .toList();
  }

  private List<String> statements(long requests) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = bed.database().connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT calls, mean_exec_time, rows, regexp_replace(query, '\\s+', ' ', 'g') AS text
                FROM pg_stat_statements WHERE calls >= %d ORDER BY calls * mean_exec_time DESC
                """
                    .formatted(Math.max(1, requests / 100)))) {
      while (row.next()) {
        long calls = row.getLong("calls");
        rows.add(
            String.format(
                Locale.ROOT,
                "| %.2f | %.3f | %.2f | `%s` |",
                (double) calls / requests,
                row.getDouble("mean_exec_time"),
                (double) row.getLong("rows") / calls,
                row.getString("text")));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("pg_stat_statements cannot be read", e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = bed.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private void jcmd(String... command) {
    try {
      List<String> words = new ArrayList<>();
      words.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
      words.add(Long.toString(bed.service()));
      words.addAll(List.of(command));
      Path log = Files.createTempFile("jcmd", ".log");
      int exit =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException(String.join(" ", words) + ": " + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
