package dev.switchboard.fault;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the checker found in a history.
 *
 * @param operations that were created
 * @param acknowledged writes that were answered with success, creations included
 * @param reads that were answered with success
 * @param unknown writes of which nobody told
 * @param refused requests
 * @param lost acknowledged writes that are not there at the end
 * @param undecided operations whose unknown writes left too many possibilities to try them all
 * @param findings empty if every rule holds
 */
record Verdict(
    long operations,
    long acknowledged,
    long reads,
    long unknown,
    long refused,
    long lost,
    long undecided,
    List<Finding> findings) {

  /** More would not be read. */
  private static final int MOST_SHOWN = 20;

  boolean isGreen() {
    return findings.isEmpty();
  }

  /** The rules that are broken. */
  Set<Rule> broken() {
    return findings.stream()
        .map(Finding::rule)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class)));
  }

  /** The figures in words. */
  String figures() {
    return "operations %d, acknowledged writes %d, reads %d, unknown %d, refused %d, lost %d, undecided %d"
        .formatted(operations, acknowledged, reads, unknown, refused, lost, undecided);
  }

  @Override
  public String toString() {
    return "%s: %s%s%s"
        .formatted(
            isGreen() ? "green" : "RED",
            figures(),
            findings.stream()
                .limit(MOST_SHOWN)
                .map(finding -> "\n  " + finding)
                .collect(Collectors.joining()),
            findings.size() > MOST_SHOWN
                ? "\n  ... %d findings in all".formatted(findings.size())
                : "");
  }
}
