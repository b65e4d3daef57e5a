package dev.switchboard.load.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run has to itself.
 *
 * @param disk free bytes where its data will lie
 * @param memory bytes that new processes can get without swapping (proc_meminfo(5), {@code
 *     MemAvailable})
 */
record Room(long disk, long memory) {

  private static final long GIB = 1L << 30;

  /** PostgreSQL's log of 1 GiB at most, what the service unpacks, and what the rounds add. */
  private static final long DISK_OF_A_RUN = 5 * GIB;

  /** An operation with its share of a call, indexes, and the log that is written with it. */
  private static final long DISK_OF_A_ROW = 1_500;

  /** The service, PostgreSQL's 32 sessions, the thin server, and the client. */
  private static final long MEMORY_OF_A_RUN = 3 * GIB;

  /** Of the indexes that are in use; rows may be read from the disk. */
  private static final long MEMORY_OF_A_ROW = 100;

  /** Says in one sentence what a run lacks. */
  static final class LackingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private LackingException(String sentence) {
      // Where it was thrown is of no interest.
      super(sentence, null, false, false);
    }
  }

  /** That of this machine, for data in a folder. */
  static Room here(Path folder) {
    try {
      return new Room(
          Files.getFileStore(folder).getUsableSpace(),
          ProcFields.bytes(Files.readString(Path.of("/proc/meminfo")), "MemAvailable"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Demands enough of both for so many operations.
   *
   * @throws LackingException if there is not
   */
  void require(int rows) {
    lack("of free disk", DISK_OF_A_RUN + DISK_OF_A_ROW * rows, disk, rows)
        .or(() -> lack("of memory", MEMORY_OF_A_RUN + MEMORY_OF_A_ROW * rows, memory, rows))
        .ifPresent(
            sentence -> {
              throw new LackingException(sentence);
            });
  }

  private static Optional<String> lack(String what, long needed, long there, int rows) {
    return there >= needed
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "The benchmark with %d operations needs %.1f GiB %s, and there are %.1f GiB.",
                rows,
                (double) needed / GIB,
                what,
                (double) there / GIB));
  }
}
