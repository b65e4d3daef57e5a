package dev.switchboard.load.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Something that uses processors; the operating system counts how much. */
@FunctionalInterface
interface CpuMeter {

  /** The processor time that it has used so far. */
  Duration used();

  /** Something that uses none. */
  static CpuMeter none() {
    return () -> Duration.ZERO;
  }

  /** One process that does not end while it is measured. */
  static CpuMeter process(long pid) {
    return () ->
        ProcStat.of(pid)
            .map(ProcStat::own)
            .orElseThrow(() -> new IllegalStateException("process %d has ended".formatted(pid)));
  }

  /** A process and all its children, also those that come and go meanwhile. */
  static CpuMeter family(long pid) {
    return () ->
        family(
            ProcStat.of(pid)
                .orElseThrow(
                    () -> new IllegalStateException("process %d has ended".formatted(pid))),
            ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .map(child -> ProcStat.of(child.pid()))
                .flatMap(Optional::stream)
                .toList());
  }

  /** The same of what has been read: those that have ended are among what the parent has reaped. */
  static Duration family(ProcStat parent, Collection<ProcStat> children) {
    return children.stream()
        .map(child -> child.own().plus(child.reaped()))
        .reduce(parent.own().plus(parent.reaped()), Duration::plus);
  }

  /** Everything on this machine, and what others on its host took from it. */
  static CpuMeter machine() {
    return () -> {
      try {
        return machine(Files.readAllLines(Path.of("/proc/stat")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** The same of the lines of {@code /proc/stat} (proc_stat(5)). */
  static Duration machine(List<String> lines) {
    String[] fields = lines.get(0).strip().split(" +", -1);
    long ticks = 0;
    // user, nice, system, idle, iowait, irq, softirq, steal; those of guests are in the first two.
    for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
      ticks += Long.parseLong(fields[field]);
    }
    return Duration.ofMillis(ticks * 10);
  }
}
