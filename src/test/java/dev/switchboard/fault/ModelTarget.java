package dev.switchboard.fault;

import dev.switchboard.support.MergeOracle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A service in memory that keeps every rule, unless a fault is planted in it. A fault that needs
 * two writers at once lets the first one wait for the second: it shows in every run.
 */
final class ModelTarget implements Target {

  private static final int SOME = 5;
  private static final long PATIENCE_SECONDS = 60;

  private final Optional<PlantedFault> fault;
  private final Map<String, Row> rows = new ConcurrentHashMap<>();
  private final AtomicInteger created = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();
  private final CyclicBarrier meeting = new CyclicBarrier(2);
  private final AtomicInteger seats = new AtomicInteger(2);
  private final AtomicReference<Row> place = new AtomicReference<>();
  private Map<String, Object> patchOfTheFirst;
  private Outcome sharedOutcome;

  /** The faults are counted from the first request on; empty for none. */
  ModelTarget(Optional<PlantedFault> fault) {
    this.fault = fault;
  }

  private record State(long version, Map<String, Object> body) {

    private Outcome.Ok answer() {
      return new Outcome.Ok(version, body);
    }
  }

  /** Its monitor is the lock of the row. */
  private static final class Row {

    private State previous;
    private State current;
    private State stored;

    private Row(State first) {
      previous = first;
      current = first;
      stored = first;
    }
  }

  @Override
  public Optional<Created> create(Map<String, Object> document) {
    State first = new State(1, MergeOracle.create(document).orElseThrow());
    String operation = "operation-" + created.incrementAndGet();
    rows.put(operation, new Row(first));
    return Optional.of(new Created(operation, first.answer()));
  }

  @Override
  public Outcome read(String operation) {
    Row row = rows.get(operation);
    if (row == null) {
      return new Outcome.Refused(404);
    }
    synchronized (row) {
      return (has(PlantedFault.STALE_CACHE) ? row.previous : row.current).answer();
    }
  }

  @Override
  public Outcome patch(String operation, Map<String, Object> patch, OptionalLong ifMatch) {
    Row row = rows.get(operation);
    if (meets(row, patch, ifMatch)) {
      return has(PlantedFault.NO_LOCK) ? withoutLock(row, patch) : sharedVersion(row, patch);
    }
    synchronized (row) {
      return write(row, patch, ifMatch);
    }
  }

  /** Dies and comes back with what was stored. */
  void crash() {
    rows.values()
        .forEach(
            row -> {
              synchronized (row) {
                row.current = row.stored;
              }
            });
    if (has(PlantedFault.OPERATION_FORGOTTEN)) {
      rows.remove(rows.keySet().iterator().next());
    }
  }

  private boolean has(PlantedFault planted) {
    return fault.equals(Optional.of(planted));
  }

  private Outcome write(Row row, Map<String, Object> patch, OptionalLong ifMatch) {
    State before = row.current;
    if (ifMatch.isPresent() && !has(PlantedFault.VERSION_TEST_SKIPPED)) {
      boolean holds = ifMatch.getAsLong() == before.version();
      if (!holds || (has(PlantedFault.REFUSED_WITHOUT_REASON) && isOneOfSome())) {
        return new Outcome.Refused(412);
      }
    }
    Optional<Map<String, Object>> after = MergeOracle.merge(before.body(), seen(patch));
    if (after.isEmpty()) {
      return has(PlantedFault.TERMINAL_STATE_LEFT)
          ? store(row, next(before, changedByForce(before.body(), patch)))
          : new Outcome.Refused(409);
    }
    return after.get().equals(before.body())
        ? before.answer()
        : store(row, next(before, after.get()));
  }

  private State next(State before, Map<String, Object> body) {
    if (has(PlantedFault.VERSION_NOT_ADVANCED) && isOneOfSome()) {
      return new State(before.version(), body);
    }
    boolean skips = has(PlantedFault.VERSION_SKIPPED) && isOneOfSome();
    return new State(before.version() + (skips ? 2 : 1), body);
  }

  private Outcome store(Row row, State after) {
    row.previous = row.current;
    row.stored = has(PlantedFault.COMMIT_AFTER_ANSWER) ? row.current : after;
    row.current = after;
    return after.answer();
  }

  private Map<String, Object> seen(Map<String, Object> patch) {
    if (!has(PlantedFault.MEMBER_FORGOTTEN) || patch.size() < 2) {
      return patch;
    }
    Map<String, Object> seen = new LinkedHashMap<>(patch);
    seen.remove(patch.keySet().stream().skip(patch.size() - 1L).findFirst().orElseThrow());
    return seen;
  }

  private static Map<String, Object> changedByForce(
      Map<String, Object> body, Map<String, Object> patch) {
    Map<String, Object> after = new LinkedHashMap<>(body);
    after.putAll(patch);
    after.values().removeIf(Objects::isNull);
    return after;
  }

  private boolean isOneOfSome() {
    return writes.incrementAndGet() % SOME == 0;
  }

  /** Whether this is one of the two requests that a fault brings together. */
  private boolean meets(Row row, Map<String, Object> patch, OptionalLong ifMatch) {
    if (!has(PlantedFault.NO_LOCK) && !has(PlantedFault.TWO_WRITES_ONE_VERSION)) {
      return false;
    }
    synchronized (row) {
      boolean changes =
          MergeOracle.merge(row.current.body(), patch)
              .filter(after -> !after.equals(row.current.body()))
              .isPresent();
      // At the same row: two writers of different rows are no fault.
      return ifMatch.isEmpty()
          && changes
          && (place.compareAndSet(null, row) || place.get() == row)
          && seats.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }
  }

  private Outcome withoutLock(Row row, Map<String, Object> patch) {
    State before;
    synchronized (row) {
      before = row.current;
    }
    meet();
    synchronized (row) {
      return store(row, next(before, MergeOracle.merge(before.body(), patch).orElseThrow()));
    }
  }

  private Outcome sharedVersion(Row row, Map<String, Object> patch) {
    boolean first = false;
    synchronized (this) {
      if (patchOfTheFirst == null) {
        patchOfTheFirst = patch;
        first = true;
      }
    }
    if (!first) {
      synchronized (row) {
        State before = row.current;
        Map<String, Object> both =
            MergeOracle.merge(before.body(), patchOfTheFirst)
                .flatMap(body -> MergeOracle.merge(body, patch))
                .orElseThrow();
        sharedOutcome = store(row, next(before, both));
      }
    }
    meet();
    return sharedOutcome;
  }

  private void meet() {
    try {
      meeting.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("the second writer never came", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
