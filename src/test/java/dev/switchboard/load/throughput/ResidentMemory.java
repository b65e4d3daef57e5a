package dev.switchboard.load.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of a process is in RAM (proc_pid_status(5), {@code VmRSS}). */
final class ResidentMemory {

  private ResidentMemory() {}

  /** That of a process, in bytes. */
  static long of(long pid) {
    try {
      return ProcFields.bytes(
          Files.readString(Path.of("/proc", Long.toString(pid), "status")), "VmRSS");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
