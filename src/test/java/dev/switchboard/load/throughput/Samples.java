package dev.switchboard.load.throughput;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** The samples of Java code that runs, of a flight recording, counted by method. */
final class Samples {

  private final Map<String, Integer> own = new TreeMap<>();
  private final Map<String, Integer> within = new TreeMap<>();
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
    Set<String> seen = new HashSet<>();
    for (RecordedFrame frame : frames) {
      seen.add(name(frame));
    }
    all++;
    own.merge(name(frames.get(0)), 1, Integer::sum);
    seen.forEach(method -> within.merge(method, 1, Integer::sum));
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  /** How many there are. */
  int count() {
    return all;
  }

  /** The methods in whose own code most of them are, as rows of a table. */
  List<String> own(int most) {
    return rows(own, most, name -> true);
  }

  /** The methods that most of them are in or below, as rows of a table. */
  List<String> within(int most, Predicate<String> which) {
    return rows(within, most, which);
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
