package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.support.Receiver;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A server that is killed while it writes and while its relay sends, and started again over the
 * same database.
 */
class KilledServerFaultIT {

  private static final int CYCLES = Run.number("r4-cycles", 2);
  private static final int CLIENTS = 16;
  private static final int OPERATIONS = 8;

  /** Acknowledged in each cycle before the kill; another number each time. */
  private static final int WRITES_BEFORE_THE_KILL = 400;

  private final String tenant = Service.newTenant();
  private final History history = new History();
  private final Receiver platform = Receiver.plain();

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void everyAcknowledgedWriteIsThereAfterTheKill() throws Exception {
    int before = 0;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      loadUntilKilled(cycle);
      assertThat(history.acknowledged()).isGreaterThanOrEqualTo(before + WRITES_BEFORE_THE_KILL);
      before = history.acknowledged();
    }
    try (SwitchboardProcess server = start()) {
      workload(CYCLES).readAll(target(server), history);
      Run.judgeTold(server.baseUrl(), tenant, history);
      Run.judgeArrived(server.baseUrl(), tenant, platform, history);
    }

    Run.judge(
        "R4",
        "kill -9 of the server under load of %d clients, repeated".formatted(CLIENTS),
        CYCLES + " kills",
        history);
  }

  private void loadUntilKilled(int cycle) throws Exception {
    ExecutorService load = Executors.newSingleThreadExecutor();
    try (SwitchboardProcess server = start()) {
      Target target = target(server);
      Workload workload = workload(cycle);
      // What was acknowledged before the last kill is asked for before anybody writes again.
      workload.readAll(target, history);
      int enough = history.acknowledged() + WRITES_BEFORE_THE_KILL + 37 * cycle;
      Callable<Void> clients =
          () -> {
            workload.run(target, history, history.operations());
            return null;
          };
      Future<Void> running = load.submit(clients);
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> running.isDone() || history.acknowledged() >= enough);
      assertThat(running).as("the load goes on until the kill").isNotDone();
      server.kill();
      running.get();
    } finally {
      load.shutdownNow();
    }
  }

  private static Workload workload(int cycle) {
    return Workload.of(cycle, CLIENTS, 0, OPERATIONS).unlimited();
  }

  private SwitchboardProcess start() {
    return SwitchboardProcess.development("killed")
        .with("platform-endpoint", platform.url("/").toString())
        .start();
  }

  private Target target(SwitchboardProcess server) {
    return new HttpTarget(List.of(server.baseUrl()), tenant);
  }
}
