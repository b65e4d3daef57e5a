package dev.switchboard.load.throughput;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files below {@code /proc} that have a name, a colon and a value in each line. */
final class ProcFields {

  private ProcFields() {}

  /**
   * The value of the first line of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static String text(String file, String name) {
    Matcher line =
        Pattern.compile("^" + Pattern.quote(name) + "\\s*:\\s*(.*)$", Pattern.MULTILINE)
            .matcher(file);
    if (!line.find()) {
      throw new IllegalArgumentException("no " + name + " below /proc");
    }
    return line.group(1);
  }

  /** The same, of a value in KiB, in bytes. */
  static long bytes(String file, String name) {
    return Long.parseLong(text(file, name).replace(" kB", "")) * 1024;
  }
}
