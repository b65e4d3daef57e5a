package dev.switchboard.fault;

import dev.switchboard.fault.Exchange.Kind;
import dev.switchboard.support.MergeOracle;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Histories of one operation of a service that does one request after another, each at a moment of
 * its own between its beginning and its answer, and of which some answers get lost.
 */
final class SequentialModel {

  /** By then everything has been done and answered, but for the last read. */
  static final long CLOSING_TIME = 1_000_000;

  private static final int REQUESTS = 40;
  private static final int PACE = 100;

  /** Requests that overlap at most. */
  private static final int OVERLAP = 4;

  private static final String OPERATION = "operation";

  private final Random random;
  private final int values;
  private final List<Exchange> exchanges = new ArrayList<>();
  private Map<String, Object> body;
  private long version = 1;
  private int written;

  /**
   * @param values from which members are taken; if they are more than the writes, then each write
   *     changes something that no other one says, and none of unknown outcome could stand for it:
   *     then no answer is lost
   */
  SequentialModel(Random random, int values) {
    this.random = random;
    this.values = values;
  }

  /** A history, in the order in which its requests began. */
  List<Exchange> run() {
    Map<String, Object> document = Map.of("clientContext", "new");
    body = MergeOracle.create(document).orElseThrow();
    note(Kind.CREATE, document, OptionalLong.empty(), 0, new Outcome.Ok(version, body));
    // Two answered writes at least.
    write(1, false);
    write(2, false);
    for (int request = 3; request < REQUESTS; request++) {
      if (random.nextInt(4) == 0) {
        note(Kind.READ, Map.of(), OptionalLong.empty(), request, new Outcome.Ok(version, body));
      } else {
        write(request, true);
      }
    }
    exchanges.sort(Comparator.comparingLong(Exchange::invoked));
    exchanges.add(
        exchange(
            Kind.READ,
            Map.of(),
            OptionalLong.empty(),
            2 * CLOSING_TIME,
            2 * CLOSING_TIME + 1,
            new Outcome.Ok(version, body)));
    return exchanges;
  }

  private void write(int request, boolean mayFail) {
    Map<String, Object> patch = patch(mayFail);
    OptionalLong ifMatch = OptionalLong.empty();
    if (random.nextInt(4) == 0) {
      long behind = mayFail && random.nextInt(3) == 0 ? 1 : 0;
      ifMatch = OptionalLong.of(version - Math.min(behind, version - 1));
    }
    boolean answered = !mayFail || isUnique() || random.nextInt(5) > 0;
    boolean done = answered || random.nextBoolean();
    Outcome outcome = done ? outcome(patch, ifMatch) : new Outcome.Unknown("never done");
    note(
        Kind.PATCH,
        patch,
        ifMatch,
        request,
        answered ? outcome : new Outcome.Unknown("answer lost"));
  }

  private Outcome outcome(Map<String, Object> patch, OptionalLong ifMatch) {
    if (ifMatch.isPresent() && ifMatch.getAsLong() != version) {
      return new Outcome.Refused(412);
    }
    Optional<Map<String, Object>> merged = MergeOracle.merge(body, patch);
    if (merged.isEmpty()) {
      return new Outcome.Refused(409);
    }
    if (!merged.get().equals(body)) {
      body = merged.get();
      version++;
    }
    return new Outcome.Ok(version, body);
  }

  private Map<String, Object> patch(boolean mayFail) {
    written++;
    Map<String, Object> patch = new LinkedHashMap<>();
    patch.put("m" + random.nextInt(3), value());
    if (random.nextBoolean()) {
      patch.put("m" + random.nextInt(3), value());
    }
    if (mayFail && random.nextInt(12) == 0) {
      patch.put("status", random.nextInt(4) == 0 ? "Failed" : "Running");
    }
    if (mayFail && !isUnique() && random.nextInt(4) == 0) {
      patch.put("m" + random.nextInt(3), null);
    }
    return patch;
  }

  private boolean isUnique() {
    return values > REQUESTS;
  }

  private Object value() {
    return new BigDecimal(isUnique() ? written : random.nextInt(values));
  }

  private void note(
      Kind kind, Map<String, Object> patch, OptionalLong ifMatch, int request, Outcome outcome) {
    long moment = (long) (request + OVERLAP) * PACE;
    boolean creation = kind == Kind.CREATE;
    exchanges.add(
        exchange(
            kind,
            patch,
            ifMatch,
            moment - 1 - random.nextInt(creation ? 1 : OVERLAP * PACE),
            moment + 1 + random.nextInt(creation ? 1 : OVERLAP * PACE),
            outcome));
  }

  private Exchange exchange(
      Kind kind,
      Map<String, Object> patch,
      OptionalLong ifMatch,
      long invoked,
      long answered,
      Outcome outcome) {
    return new Exchange(
        random.nextInt(8), OPERATION, kind, patch, ifMatch, invoked, answered, outcome);
  }
}
