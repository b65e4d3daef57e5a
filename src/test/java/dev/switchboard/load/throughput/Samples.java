package dev.switchboard.load.throughput;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** The samples of Java code that runs, of a flight recording, counted by method. */
final class Samples {

  private static final String PROJECT = "dev.switchboard.";

  /** Made by the server. */
  private static final Pattern GENERATED = Pattern.compile("\\$Proxy\\$|EJB31_Generated");

  private final Map<String, Integer> own = new TreeMap<>();
  private final Map<String, Integer> within = new TreeMap<>();
  private final Map<String, Integer> nearest = new TreeMap<>();
  private int all;

  /** Reads a recording. */
  static Samples of(Path recording) throws IOException {
    Samples samples = new Samples();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals("jdk.ExecutionSample")
            && event.getStackTrace() != null) {
          samples.add(event.getStackTrace().getFrames());
        }
      }
    }
    return samples;
  }

  private void add(List<RecordedFrame> frames) {
    List<String> methods = frames.stream().map(Samples::name).toList();
    all++;
    own.merge(methods.get(0), 1, Integer::sum);
    Set.copyOf(methods).forEach(method -> within.merge(method, 1, Integer::sum));
    String project =
        methods.stream()
            .filter(method -> method.startsWith(PROJECT) && !GENERATED.matcher(method).find())
            .findFirst()
            .orElse("none");
    nearest.merge(project, 1, Integer::sum);
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
    return rows(nearest, most, name -> true);
  }

  /** The methods in whose own code most of them are, as rows of a table. */
  List<String> own(int most) {
    return rows(own, most, name -> true);
  }

  /** The methods of this project, or of others, that most of them are in or below. */
  List<String> within(boolean project, int most) {
    return rows(within, most, name -> name.startsWith(PROJECT) == project);
  }

  private List<String> rows(Map<String, Integer> counts, int most, Predicate<String> which) {
    return counts.entrySet().stream()
        .filter(each -> which.test(each.getKey()))
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(each -> "| `%s` | %.1f %% |".formatted(each.getKey(), 100.0 * each.getValue() / all))
        .toList();
  }
}
