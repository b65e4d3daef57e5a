package dev.switchboard.load.throughput;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a flight recording tells, counted by method: samples of Java code that runs, exceptions that
 * are made, monitors that are waited for.
 */
final class Samples {

  private static final String PROJECT = "dev.switchboard.";

  /** Made by the server. */
  private static final Pattern GENERATED = Pattern.compile("\\$Proxy\\$|EJB31_Generated");

  private static final Pattern THROWABLE = Pattern.compile("(Exception|Error)$");

  private final Map<String, Integer> own = new TreeMap<>();
  private final Map<String, Integer> within = new TreeMap<>();
  private final Map<String, Integer> nearest = new TreeMap<>();
  private final Map<String, Integer> exceptions = new TreeMap<>();
  private final Map<String, Integer> monitors = new TreeMap<>();
  private final List<Long> throwables = new ArrayList<>();
  private int all;

  /** Reads a recording. */
  static Samples of(Path recording) throws IOException {
    Samples samples = new Samples();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        samples.add(file.readEvent());
      }
    }
    return samples;
  }

  private void add(RecordedEvent event) {
    List<String> methods =
        event.getStackTrace() == null
            ? List.of()
            : event.getStackTrace().getFrames().stream().map(Samples::name).toList();
    String kind = event.getEventType().getName();
    if (kind.equals("jdk.ExceptionStatistics")) {
      throwables.add(event.getLong("throwables"));
    } else if (methods.isEmpty()) {
      // Nobody to blame.
      return;
    } else if (kind.equals("jdk.ExecutionSample")) {
      all++;
      own.merge(methods.get(0), 1, Integer::sum);
      Set.copyOf(methods).forEach(method -> within.merge(method, 1, Integer::sum));
      nearest.merge(project(methods), 1, Integer::sum);
    } else if (kind.equals("jdk.JavaMonitorEnter")) {
      monitors.merge(methods.get(0), 1, Integer::sum);
    } else if (kind.equals("jdk.ObjectAllocationSample")) {
      String made = event.getClass("objectClass").getName();
      if (THROWABLE.matcher(made).find()) {
        exceptions.merge(
            made + "` by `" + methods.get(0) + "` for `" + project(methods), 1, Integer::sum);
      }
    }
  }

  private static String project(List<String> methods) {
    return methods.stream()
        .filter(method -> method.startsWith(PROJECT) && !GENERATED.matcher(method).find())
        .findFirst()
        .orElse("none");
  }

  private static String name(RecordedFrame frame) {
    // The names of lambdas differ from run to run.
    return (frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
        .replaceAll("\\$\\$Lambda\\$[^.]*(\\.\\d+)?", "\\$\\$Lambda");
  }

  /** How many there are. */
  int count() {
    return all;
  }

  /**
   * The methods of this project on whose behalf most of them are: the innermost one on the stack,
   * with all that it calls of others. As rows of a table.
   */
  List<String> onBehalf(int most) {
    return rows(nearest, all, most, name -> true);
  }

  /** The methods in whose own code most of them are, as rows of a table. */
  List<String> own(int most) {
    return rows(own, all, most, name -> true);
  }

  /** The methods of this project, or of others, that most of them are in or below. */
  List<String> within(boolean project, int most) {
    return rows(within, all, most, name -> name.startsWith(PROJECT) == project);
  }

  /** How many exceptions and errors were made between its first count of them and its last. */
  long throwables() {
    return throwables.size() < 2 ? 0 : throwables.get(throwables.size() - 1) - throwables.get(0);
  }

  /** Which ones were seen, by what is sampled of allocations, as rows of a table. */
  List<String> exceptions(int most) {
    return rows(exceptions, sum(exceptions), most, name -> true);
  }

  /** Where threads waited for a monitor that another one had, as rows of a table. */
  List<String> monitors(int most) {
    return rows(monitors, sum(monitors), most, name -> true);
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static List<String> rows(
      Map<String, Integer> counts, int of, int most, Predicate<String> which) {
    return counts.entrySet().stream()
        .filter(each -> which.test(each.getKey()))
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(each -> row(each.getKey(), 100.0 * each.getValue() / of))
        .toList();
  }

  private static String row(String name, double share) {
    return String.format(Locale.ROOT, "| `%s` | %.1f %% |", name, share);
  }
}
