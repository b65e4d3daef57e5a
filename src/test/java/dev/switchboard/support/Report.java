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

  /** Puts lines into a page, in place of what a run before has written there. */
  public static void replace(Path page, String name, List<String> lines) {
    try {
      Files.writeString(page, replaced(Files.readString(page), name, lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The text with these lines between its two marks of a name, {@code <!-- name: begin -->} and
   * {@code <!-- name: end -->}, which are lines of their own.
   */
  static String replaced(String text, String name, List<String> lines) {
    String begin = "<!-- %s: begin -->\n".formatted(name);
    String end = "<!-- %s: end -->".formatted(name);
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no place for " + name);
    }
    return text.substring(0, from + begin.length())
        + String.join("\n", lines)
        + "\n"
        + text.substring(to);
  }

  /** The value that this share of the samples does not exceed. */
  public static double quantile(List<Long> samples, double share) {
    List<Long> sorted = samples.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
  }
}
