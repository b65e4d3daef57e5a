package dev.switchboard.fault;

import dev.switchboard.fault.Exchange.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Judges a history. Each answer carries the version of the operation, so the order of its writes is
 * known and need not be searched for; only where writes of unknown outcome fill gaps is there
 * anything to try. Each operation is judged by itself in {@code n log n} of its requests.
 *
 * <p>An answered write is either the one that made the version in its answer or one that changed
 * nothing in it. A creation makes version 1. After everything else each operation must have been
 * read.
 */
final class ConsistencyChecker {

  private ConsistencyChecker() {}

  /** Judges everything that was noted. */
  static Verdict check(History history) {
    return check(history.exchanges());
  }

  /** Judges these requests. */
  static Verdict check(List<Exchange> exchanges) {
    Map<String, List<Exchange>> byOperation = new LinkedHashMap<>();
    for (Exchange exchange : exchanges) {
      byOperation.computeIfAbsent(exchange.operation(), key -> new ArrayList<>()).add(exchange);
    }
    List<Finding> findings = new ArrayList<>();
    long lost = 0;
    long undecided = 0;
    for (Map.Entry<String, List<Exchange>> operation : byOperation.entrySet()) {
      OperationCheck check = new OperationCheck(operation.getKey(), operation.getValue(), findings);
      check.run();
      lost += check.lost();
      undecided += check.isUndecided() ? 1 : 0;
    }
    return new Verdict(
        count(exchanges, e -> e.kind() == Kind.CREATE && e.isOk()),
        count(exchanges, e -> e.isWrite() && e.isOk()),
        count(exchanges, e -> !e.isWrite() && e.isOk()),
        count(exchanges, e -> e.isWrite() && e.isUnknown()),
        count(exchanges, e -> e.outcome() instanceof Outcome.Refused),
        lost,
        undecided,
        List.copyOf(findings));
  }

  private static long count(List<Exchange> exchanges, Predicate<Exchange> which) {
    return exchanges.stream().filter(which).count();
  }
}
