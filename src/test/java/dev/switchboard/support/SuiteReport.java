package dev.switchboard.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Counts what the integration tests of a run gave, by suite, and writes a row of a table about it:
 * server, database, and for each suite how many passed, failed and were skipped. Into {@code
 * target/suites} always, and with the system property {@code switchboard.test.record} into the
 * table of the README, in place of the row of the same server and database.
 */
public final class SuiteReport implements LauncherSessionListener {

  private static final List<String> SUITES = List.of("container", "contract", "fault");
  private static final Pattern PACKAGE = Pattern.compile("dev\\.switchboard\\.(\\w+)\\..*");
  private static final String BEGIN = "<!-- table of servers: begin -->\n";
  private static final String END = "<!-- table of servers: end -->";

  /** Test classes run side by side. */
  private final Map<String, Counts> suites = new ConcurrentSkipListMap<>();

  private static final class Counts {

    private int passed;
    private int failed;
    private int skipped;

    private synchronized void add(TestExecutionResult result) {
      switch (result.getStatus()) {
        case SUCCESSFUL -> passed++;
        case FAILED -> failed++;
        // An assumption did not hold.
        case ABORTED -> skipped++;
      }
    }

    private synchronized void skip() {
      skipped++;
    }

    @Override
    public synchronized String toString() {
      return "%d / %d / %d".formatted(passed, failed, skipped);
    }
  }

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (System.getProperty("switchboard.test.server.title") != null) {
      session
          .getLauncher()
          .registerTestExecutionListeners(
              new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                  boolean brokenClass =
                      !test.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED;
                  if (test.isTest() || brokenClass) {
                    counts(test).ifPresent(counts -> counts.add(result));
                  }
                }

                @Override
                public void executionSkipped(TestIdentifier test, String reason) {
                  counts(test).ifPresent(Counts::skip);
                }
              });
    }
  }

  private Optional<Counts> counts(TestIdentifier test) {
    return test.getSource()
        .map(
            source -> {
              if (source instanceof MethodSource method) {
                return method.getClassName() + ".";
              }
              return source instanceof ClassSource type ? type.getClassName() + "." : "";
            })
        .map(PACKAGE::matcher)
        .filter(Matcher::matches)
        .map(name -> name.group(1))
        .filter(SUITES::contains)
        .map(suite -> suites.computeIfAbsent(suite, any -> new Counts()));
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (suites.isEmpty()) {
      return;
    }
    List<String> cells = new ArrayList<>();
    cells.add(System.getProperty("switchboard.test.server.title"));
    cells.add(System.getProperty("switchboard.test.database.title"));
    SUITES.forEach(suite -> cells.add(suites.getOrDefault(suite, new Counts()).toString()));
    String row = "| " + String.join(" | ", cells) + " |";
    Report.write("suites", String.join("-", cells.subList(0, 2)).replace(' ', '-'), List.of(row));
    if (Boolean.getBoolean("switchboard.test.record")) {
      try {
        Path readme = Path.of("README.md");
        Files.writeString(
            readme, recorded(Files.readString(readme), cells.get(0), cells.get(1), row));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The text with a row in its table, in place of the one that begins alike. */
  static String recorded(String text, String server, String database, String row) {
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    List<String> rows =
        new ArrayList<>(Arrays.asList(text.substring(begin, end).strip().split("\n")));
    List<String> head = List.copyOf(rows.subList(0, 2));
    rows.subList(0, 2).clear();
    rows.removeIf(other -> other.startsWith("| %s | %s |".formatted(server, database)));
    rows.add(row);
    rows.sort(null);
    return text.substring(0, begin)
        + String.join("\n", head)
        + "\n"
        + String.join("\n", rows)
        + "\n"
        + text.substring(end);
  }
}
