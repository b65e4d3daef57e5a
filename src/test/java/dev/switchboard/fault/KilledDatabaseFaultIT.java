package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.support.PostgresServer;
import dev.switchboard.support.Receiver;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database that dies, or is restarted, while the service writes; the service is left alone. */
@Tag("long")
class KilledDatabaseFaultIT {

  private static final int KILLS = Run.number("r5-cycles", 1);
  private static final int RESTARTS = Run.number("r6-cycles", 1);
  private static final int CLIENTS = 16;
  private static final int OPERATIONS = 8;
  private static final int WRITES_BEFORE = 200;
  private static final int REFUSALS_MEANWHILE = 50;

  /** Of the database being up again: what the specification demands. */
  private static final Duration RECOVERY = Duration.ofSeconds(5);

  /** Longer than a connection may take to be refused, and then some. */
  private static final Duration NOTICED = Duration.ofSeconds(30);

  private static final Duration POLL = Duration.ofMillis(10);

  private static PostgresServer postgres;
  private static SwitchboardProcess service;
  private static Receiver platform;

  private final String tenant = Service.newTenant();
  private final Target target = new HttpTarget(List.of(service.baseUrl()), tenant);
  private final History history = new History();
  private final List<Long> recoveries = new ArrayList<>();

  @BeforeAll
  static void start() {
    postgres = PostgresServer.start("killed-database");
    platform = Receiver.plain();
    service =
        SwitchboardProcess.development("killed-database")
            .with(postgres.asSettings())
            .with("platform-endpoint", platform.url("/").toString())
            .start();
  }

  @AfterAll
  static void stop() {
    service.close();
    platform.close();
    postgres.close();
  }

  @Test
  void killedDatabaseLosesNothingAndIsFoundAgain() throws Exception {
    try (Load load = Load.begin(CLIENTS, OPERATIONS, target, history)) {
      for (int cycle = 0; cycle < KILLS; cycle++) {
        load.awaitAcknowledged(WRITES_BEFORE + 37 * cycle);
        postgres.kill();
        load.awaitOutcomes(REFUSALS_MEANWHILE, HttpTarget.UNAVAILABLE::equals);
        await().atMost(NOTICED).pollInterval(POLL).until(() -> ready() == 503);
        assertThat(service.status("/health/live")).isEqualTo(200);
        startAndAwaitService(load);
      }
      load.end();
    }

    judge("R5", "kill -9 of all of PostgreSQL", KILLS + " kills");
  }

  @Test
  void restartedDatabaseIsFoundAgainAtOnce() throws Exception {
    try (Load load = Load.begin(CLIENTS, OPERATIONS, target, history)) {
      for (int cycle = 0; cycle < RESTARTS; cycle++) {
        load.awaitAcknowledged(WRITES_BEFORE);
        postgres.stop();
        startAndAwaitService(load);
      }
      load.end();
    }

    judge("R6", "restart of PostgreSQL", RESTARTS + " restarts");
  }

  private void startAndAwaitService(Load load) {
    CompletableFuture<Void> start = CompletableFuture.runAsync(postgres::start);
    await()
        .atMost(NOTICED)
        .pollInterval(POLL)
        .until(() -> start.isCompletedExceptionally() || postgres.answers());
    long databaseIsUp = System.nanoTime();
    await("the service has found its database again")
        .atMost(RECOVERY)
        .pollInterval(POLL)
        .until(() -> ready() == 200);
    load.awaitAcknowledged(1);
    recoveries.add(System.nanoTime() - databaseIsUp);
    start.join();
    assertThat(Duration.ofNanos(recoveries.get(recoveries.size() - 1))).isLessThan(RECOVERY);
  }

  private void judge(String id, String fault, String load) {
    Run.judge(
        id,
        "%s under load of %d clients".formatted(fault, CLIENTS),
        "%s; back after %.2f s at most"
            .formatted(
                load, recoveries.stream().mapToLong(Long::longValue).max().orElseThrow() / 1e9),
        history,
        verdict -> {
          assertThat(verdict.unknown()).isPositive();
          // The service itself never goes away: each request is answered.
          assertThat(history.exchanges())
              .extracting(Exchange::outcome)
              .filteredOn(Outcome.Unknown.class::isInstance)
              .containsOnly(HttpTarget.UNAVAILABLE);
          // Neither did the relay.
          Run.judgeTold(service.baseUrl(), tenant, history);
          Run.judgeArrived(service.baseUrl(), tenant, platform, history);
        });
  }

  private static int ready() {
    return service.status("/health/ready");
  }
}
