package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A workload that goes on in the background while a test breaks something. */
final class Load implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(5);

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Workload workload;
  private final Target target;
  private final History history;
  private final Future<?> running;
  private volatile boolean stopped;

  private Load(Workload workload, Target target, History history) {
    this.workload = workload.until(() -> stopped);
    this.target = target;
    this.history = history;
    List<String> existing = history.operations();
    Callable<Void> clients =
        () -> {
          this.workload.run(target, history, existing);
          return null;
        };
    this.running = thread.submit(clients);
  }

  /** Of so many clients and operations. */
  static Load begin(int clients, int operations, Target target, History history) {
    return new Load(Workload.of(1, clients, 0, operations), target, history);
  }

  /** Waits until so many more writes were answered with success. */
  void awaitAcknowledged(int more) {
    int enough = history.acknowledged() + more;
    await(() -> history.acknowledged() >= enough);
  }

  /** Waits until so many more requests had such an outcome. */
  void awaitOutcomes(int more, Predicate<Outcome> which) {
    long enough = count(which) + more;
    await(() -> count(which) >= enough);
  }

  /** Stops the clients after their requests, and reads every operation. */
  void end() throws Exception {
    stopped = true;
    running.get();
    workload.readAll(target, history);
  }

  @Override
  public void close() {
    stopped = true;
    thread.shutdownNow();
  }

  private long count(Predicate<Outcome> which) {
    return history.exchanges().stream().map(Exchange::outcome).filter(which).count();
  }

  private void await(BooleanSupplier condition) {
    org.awaitility.Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(() -> running.isDone() || condition.getAsBoolean());
    assertThat(running).as("the load goes on until it is stopped").isNotDone();
  }
}
