package dev.switchboard.load.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code /proc/<pid>/stat} says of the processor time of a process (proc_pid_stat(5)), or that
 * of a task of a thread.
 *
 * @param name of the executable, or of the thread, at most 15 characters
 * @param user time in its own code
 * @param system time in the kernel
 * @param reaped time of its children that have ended and been waited for, and of theirs
 */
record ProcStat(String name, Duration user, Duration system, Duration reaped) {

  /** USER_HZ, on every architecture that the PostgreSQL of the tests is made for. */
  private static final long TICKS_PER_SECOND = 100;

  private static final Path PROC = Path.of("/proc");

  /** Fields behind the name, which is the second one, counted from 0. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;
  private static final int REAPED_USER = 13;
  private static final int REAPED_SYSTEM = 14;

  /** Reads the text of such a file; the name may hold blanks and parentheses. */
  static ProcStat parse(String stat) {
    int open = stat.indexOf('(');
    int close = stat.lastIndexOf(')');
    String[] fields = stat.substring(close + 1).strip().split(" ", -1);
    return new ProcStat(
        stat.substring(open + 1, close),
        time(fields[USER]),
        time(fields[SYSTEM]),
        time(fields[REAPED_USER]).plus(time(fields[REAPED_SYSTEM])));
  }

  private static Duration time(String ticks) {
    return Duration.ofMillis(Long.parseLong(ticks) * 1000 / TICKS_PER_SECOND);
  }

  /** That of a process; empty if there is none. */
  static Optional<ProcStat> of(long pid) {
    return read(PROC.resolve(Long.toString(pid)));
  }

  /** Those of the threads of a process that have not ended. */
  static List<ProcStat> threads(long pid) {
    try (Stream<Path> tasks = Files.list(PROC.resolve(pid + "/task"))) {
      return tasks.flatMap(task -> read(task).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ProcStat> read(Path folder) {
    try {
      return Optional.of(parse(Files.readString(folder.resolve("stat"))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      // A process that ends while its file is read.
      if (Files.exists(folder)) {
        throw new UncheckedIOException(e);
      }
      return Optional.empty();
    }
  }

  /** Its own time, in its code and in the kernel. */
  Duration own() {
    return user.plus(system);
  }
}
