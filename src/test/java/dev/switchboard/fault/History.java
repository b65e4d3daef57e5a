package dev.switchboard.fault;

import dev.switchboard.fault.Exchange.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Everything that was asked and answered in a run, whoever asked. Safe for any thread. */
final class History {

  private final long start = System.nanoTime();
  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  private final AtomicInteger acknowledged = new AtomicInteger();

  /** Adds what was noted elsewhere. */
  void add(Exchange exchange) {
    exchanges.add(exchange);
    if (exchange.isOk() && exchange.isWrite()) {
      acknowledged.incrementAndGet();
    }
  }

  /** Sends a PATCH and notes it. */
  Outcome patch(
      Target target,
      int client,
      String operation,
      Map<String, Object> patch,
      OptionalLong ifMatch) {
    return noted(
        client,
        operation,
        Kind.PATCH,
        patch,
        ifMatch,
        () -> target.patch(operation, patch, ifMatch));
  }

  /** Sends a read and notes it. */
  Outcome read(Target target, int client, String operation) {
    return noted(
        client, operation, Kind.READ, Map.of(), OptionalLong.empty(), () -> target.read(operation));
  }

  /**
   * Creates an operation and notes it.
   *
   * @return its path; empty if nobody told, and then there may be one that nobody knows
   */
  Optional<String> create(Target target, int client, Map<String, Object> document) {
    long invoked = now();
    Optional<Target.Created> created = target.create(document);
    long answered = now();
    created.ifPresent(
        c ->
            add(
                new Exchange(
                    client,
                    c.operation(),
                    Kind.CREATE,
                    document,
                    OptionalLong.empty(),
                    invoked,
                    answered,
                    c.answer())));
    return created.map(Target.Created::operation);
  }

  /** The writes that were answered with success so far. */
  int acknowledged() {
    return acknowledged.get();
  }

  /** What was noted so far. */
  List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  /** The operations that were created, in no order. */
  List<String> operations() {
    return exchanges.stream()
        .filter(exchange -> exchange.kind() == Kind.CREATE)
        .map(Exchange::operation)
        .toList();
  }

  private Outcome noted(
      int client,
      String operation,
      Kind kind,
      Map<String, Object> patch,
      OptionalLong ifMatch,
      Supplier<Outcome> request) {
    long invoked = now();
    Outcome outcome = request.get();
    add(new Exchange(client, operation, kind, patch, ifMatch, invoked, now(), outcome));
    return outcome;
  }

  private long now() {
    return System.nanoTime() - start;
  }
}
