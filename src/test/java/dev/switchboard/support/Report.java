package dev.switchboard.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where tests that measure put their tables: in a folder below {@code target} and in the log. */
public final class Report {

  private Report() {}

  /** Writes the lines of a Markdown file, and logs them. */
  public static void write(String folder, String name, List<String> lines) {
    String report = String.join("\n", lines) + "\n";
    try {
      Files.writeString(
          Files.createDirectories(Path.of("target", folder)).resolve(name + ".md"), report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.getLogger(Report.class.getName()).log(System.Logger.Level.INFO, "\n" + report);
  }

  /** The value that this share of the samples does not exceed. */
  public static double quantile(List<Long> samples, double share) {
    List<Long> sorted = samples.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
  }
}
