package dev.switchboard.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where benchmarks put their tables: in {@code target/load} and in the build's output. */
final class Report {

  private Report() {}

  static void write(String name, List<String> table) throws IOException {
    String report = String.join("\n", table) + "\n";
    Files.writeString(
        Files.createDirectories(Path.of("target", "load")).resolve(name + ".md"), report);
    System.getLogger(Report.class.getName()).log(System.Logger.Level.INFO, "\n" + report);
  }

  /** The value that this share of the samples does not exceed. */
  static double quantile(List<Long> samples, double share) {
    List<Long> sorted = samples.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
  }
}
