package dev.switchboard.load.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of a process is in RAM (proc_pid_status(5), {@code VmRSS}). */
final class ResidentMemory {

  private static final Pattern LINE = Pattern.compile("^VmRSS:\\s+(\\d+) kB$", Pattern.MULTILINE);

  private ResidentMemory() {}

  /** That of a process, in bytes. */
  static long of(long pid) {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the text of {@code /proc/<pid>/status}. */
  static long parse(String status) {
    Matcher line = LINE.matcher(status);
    if (!line.find()) {
      throw new IllegalArgumentException("no VmRSS in a process's status");
    }
    return Long.parseLong(line.group(1)) * 1024;
  }
}
