package dev.switchboard.fault;

import dev.switchboard.support.Report;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One row for each fault, in {@code target/faults}: id, fault, load, operations, acknowledged
 * writes, reads, unknown, refused, lost, verdict.
 */
public final class FaultReport {

  private FaultReport() {}

  /**
   * Writes the row of a fault, and logs it.
   *
   * @param id of the fault; also the name of the file
   * @param load what was done, with its numbers
   * @param green whether all that is demanded holds, of which the verdict is a part
   */
  static void write(String id, String fault, String load, Verdict verdict, boolean green) {
    write(
        id,
        fault,
        load,
        List.of(
            verdict.operations(),
            verdict.acknowledged(),
            verdict.reads(),
            verdict.unknown(),
            verdict.refused(),
            verdict.lost()),
        green);
  }

  /**
   * The same for a test that does not need the checker.
   *
   * @param figures operations, acknowledged writes, reads, unknown, refused, lost
   */
  public static void write(
      String id, String fault, String load, List<Long> figures, boolean green) {
    Report.write(
        "faults",
        id,
        List.of(
            "| %s | %s | %s | %s | %s |"
                .formatted(
                    id,
                    fault,
                    load,
                    figures.stream().map(String::valueOf).collect(Collectors.joining(" | ")),
                    green ? "green" : "RED")));
  }
}
