package dev.switchboard.fault;

import dev.switchboard.fault.Outcome.Ok;
import dev.switchboard.fault.Outcome.Unknown;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Many clients at once, each with requests that follow from the seed and from what it was answered:
 * patches of members of its own and of common ones, with If-Match and without, the same one again,
 * removals, moves of the status, reads, and now and then the end of an operation and a new one.
 *
 * @param requests of all clients together, creations aside
 * @param operations that are open at a time
 * @param ends whether operations come to their end and are replaced
 * @param untilCut whether a client stops at the first request of which nobody tells
 * @param stopped whether all clients are to stop
 */
record Workload(
    long seed,
    int clients,
    int requests,
    int operations,
    boolean ends,
    boolean untilCut,
    BooleanSupplier stopped) {

  /** An operation keeps 32 undeclared members at most. */
  private static final int OWN_MEMBERS = 20;

  private static final int ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final Map<String, Object> DOCUMENT =
      Map.of("@odata.type", "#microsoft.graph.playPromptOperation");

  /** Of this many clients and requests for this many operations. */
  static Workload of(long seed, int clients, int requests, int operations) {
    return new Workload(seed, clients, requests, operations, true, false, () -> false);
  }

  /** The same with operations that never end. */
  Workload withoutEnds() {
    return new Workload(seed, clients, requests, operations, false, untilCut, stopped);
  }

  /** The same, without an end of its own, until the service is gone. */
  Workload unlimited() {
    return new Workload(seed, clients, Integer.MAX_VALUE, operations, ends, true, stopped);
  }

  /** The same, without an end of its own, whatever happens to the service, until it is stopped. */
  Workload until(BooleanSupplier stop) {
    return new Workload(seed, clients, Integer.MAX_VALUE, operations, ends, false, stop);
  }

  /** Creates the operations and sends all requests. */
  void run(Target target, History history) throws InterruptedException {
    run(target, history, List.of());
  }

  /** The same, but goes on with the last of the operations that there are already. */
  void run(Target target, History history, List<String> existing) throws InterruptedException {
    AtomicReferenceArray<String> open = new AtomicReferenceArray<>(operations);
    for (int i = 0; i < Math.min(operations, existing.size()); i++) {
      open.set(i, existing.get(existing.size() - 1 - i));
    }
    atOnce(
        client -> {
          for (int i = client; i < operations; i += clients) {
            if (open.get(i) == null) {
              open.set(i, created(target, history, client));
            }
          }
        });
    atOnce(client -> new Client(client, target, history, open).run());
  }

  /** Tries again what was refused with 503: all clients begin at once, with a cold service. */
  private static String created(Target target, History history, int client) {
    Optional<String> created = history.create(target, client, DOCUMENT);
    for (int n = 1; n < ATTEMPTS && created.isEmpty(); n++) {
      created = history.create(target, client, DOCUMENT);
    }
    return created.orElseThrow();
  }

  /** Reads every operation that was created, as the checker demands. */
  void readAll(Target target, History history) throws InterruptedException {
    List<String> created = history.operations();
    atOnce(
        client -> {
          for (int i = client; i < created.size(); i += clients) {
            Outcome outcome = history.read(target, client, created.get(i));
            for (int n = 1; n < ATTEMPTS && outcome instanceof Unknown; n++) {
              outcome = history.read(target, client, created.get(i));
            }
          }
        });
  }

  private void atOnce(IntConsumer work) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int client = i;
        tasks.add(
            () -> {
              work.accept(client);
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a client broke down", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** One of them, in a thread of its own. */
  private final class Client {

    private final int number;
    private final Target target;
    private final History history;
    private final AtomicReferenceArray<String> open;
    private final Random random;
    private final Map<String, Long> seen = new HashMap<>();
    private final Map<String, Map<String, Object>> sent = new HashMap<>();
    private long values;
    private boolean cut;

    private Client(int number, Target target, History history, AtomicReferenceArray<String> open) {
      this.number = number;
      this.target = target;
      this.history = history;
      this.open = open;
      this.random = new Random(seed * 31 + number);
    }

    private void run() {
      for (int request = number; request < requests && !cut && !stopped.getAsBoolean(); ) {
        step();
        // Stops before it overflows.
        request = request > requests - clients ? requests : request + clients;
      }
    }

    private void step() {
      int place = random.nextInt(operations);
      String operation = open.get(place);
      int dice = random.nextInt(100);
      if (dice < 15) {
        note(operation, history.read(target, number, operation));
      } else if (dice < 20 && sent.containsKey(operation)) {
        patch(operation, sent.get(operation), OptionalLong.empty());
      } else if (dice < 40 && seen.containsKey(operation)) {
        long version = seen.get(operation);
        // Now and then one that the client knows to be old.
        long named = version > 1 && random.nextInt(5) == 0 ? version - 1 : version;
        patch(operation, members(), OptionalLong.of(named));
      } else if (dice < 43 && ends) {
        patch(operation, with(members(), "status", "Running"), OptionalLong.empty());
      } else if (dice < 45 && ends) {
        end(place, operation);
      } else {
        patch(operation, members(), OptionalLong.empty());
      }
    }

    private void patch(String operation, Map<String, Object> patch, OptionalLong ifMatch) {
      sent.put(operation, patch);
      note(operation, history.patch(target, number, operation, patch, ifMatch));
    }

    private void note(String operation, Outcome outcome) {
      if (outcome instanceof Ok ok) {
        seen.put(operation, ok.version());
      }
      if (outcome instanceof Unknown) {
        cut |= untilCut;
        // As Retry-After asks, though shorter: a flood of refusals would only fill the history.
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }

    private void end(int place, String operation) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("code", new BigDecimal(200));
      result.put("message", value());
      patch(
          operation,
          with(
              with(new LinkedHashMap<>(), "status", random.nextBoolean() ? "Completed" : "Failed"),
              "resultInfo",
              result),
          OptionalLong.empty());
      // That it takes nothing more must be seen as well.
      patch(operation, members(), OptionalLong.empty());
      if (!cut) {
        Optional<String> successor = history.create(target, number, DOCUMENT);
        successor.ifPresent(created -> open.set(place, created));
        cut = untilCut && successor.isEmpty();
      }
    }

    private Map<String, Object> members() {
      Map<String, Object> patch = new LinkedHashMap<>();
      String own = "own" + number % OWN_MEMBERS;
      patch.put(own, random.nextInt(15) == 0 ? null : value());
      if (random.nextInt(3) == 0) {
        patch.put("common", value());
      }
      if (random.nextInt(10) == 0) {
        patch.put("clientContext", value());
      }
      return patch;
    }

    /** One that no other write has. */
    private String value() {
      values++;
      return number + "-" + values + "-" + Long.toHexString(random.nextLong());
    }

    private Map<String, Object> with(Map<String, Object> patch, String name, Object value) {
      patch.put(name, value);
      return patch;
    }
  }
}
