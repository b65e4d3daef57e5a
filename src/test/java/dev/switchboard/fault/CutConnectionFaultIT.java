package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.fault.Outcome.Ok;
import dev.switchboard.support.CuttableProxy;
import dev.switchboard.support.PostgresServer;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What lies between the service and its database fails; both of them are well. */
@Tag("long")
class CutConnectionFaultIT {

  private static final int COMMITS = Run.number("r7-commits", 10);
  private static final int CUTS = Run.number("r7-cuts", 5);
  private static final int CLIENTS = 16;
  private static final int OPERATIONS = 8;
  private static final int WRITES_BETWEEN = 50;
  private static final Duration HEALTHY = Duration.ofSeconds(1);
  private static final Duration FOUND_AGAIN = Duration.ofSeconds(30);

  private static final Map<String, Object> DOCUMENT =
      Map.of("@odata.type", "#microsoft.graph.playPromptOperation");

  private static PostgresServer postgres;
  private static CuttableProxy proxy;
  private static SwitchboardProcess service;

  private final History history = new History();
  private Target target;

  @BeforeAll
  static void start() {
    postgres = PostgresServer.start("cut-connection");
    proxy = new CuttableProxy(postgres.port());
    service =
        SwitchboardProcess.development("cut-connection")
            .with(postgres.asSettings(proxy.port()))
            .start();
  }

  @AfterAll
  static void stop() {
    service.close();
    proxy.close();
    postgres.close();
  }

  @AfterEach
  void mend() {
    proxy.cutAfterCommits(0);
    proxy.setRefusing(false);
    proxy.setSwallowing(false);
    // What was half swallowed cannot go on.
    proxy.cutAll();
  }

  /** Connections that the last test has cut are found to be dead by the first ones to use them. */
  @BeforeEach
  void awaitHealth() {
    await()
        .atMost(FOUND_AGAIN)
        .untilAsserted(
            () -> target = new HttpTarget(List.of(service.baseUrl()), Service.newTenant()));
    await().atMost(FOUND_AGAIN).during(HEALTHY).until(() -> target.create(DOCUMENT).isPresent());
  }

  @Test
  void commitWhoseAnswerIsLostIsNotRepeatedAndTheClientMayRepeatIt() {
    String operation = create();
    for (int commit = 0; commit < COMMITS; commit++) {
      long before = versionInTheDatabase(operation);
      int cut = proxy.commitsCut();
      Map<String, Object> patch = Map.of("clientContext", "lost-" + commit);

      proxy.cutAfterCommits(1);
      Outcome lost = patch(operation, patch);

      assertThat(lost).isEqualTo(HttpTarget.UNAVAILABLE);
      assertThat(proxy.commitsCut()).isEqualTo(cut + 1);
      // It was done, and once.
      assertThat(versionInTheDatabase(operation)).isEqualTo(before + 1);

      Outcome repeated = patch(operation, patch);

      assertThat(repeated).isInstanceOf(Ok.class);
      assertThat(((Ok) repeated).version()).isEqualTo(before + 1);
      assertThat(((Ok) repeated).body()).containsEntry("clientContext", "lost-" + commit);
      assertThat(versionInTheDatabase(operation)).isEqualTo(before + 1);
    }
    history.read(target, 0, operation);

    Run.judge(
        "R7",
        "connection cut after COMMIT was sent, then the client's retry",
        COMMITS + " commits",
        history);
  }

  @Test
  void connectionsThatAreCutUnderLoadLoseNothing() throws Exception {
    int cutBefore = proxy.commitsCut();
    try (Load load = Load.begin(CLIENTS, OPERATIONS, target, history)) {
      for (int cut = 0; cut < CUTS; cut++) {
        load.awaitAcknowledged(WRITES_BETWEEN);
        proxy.cutAll();
        load.awaitAcknowledged(WRITES_BETWEEN);
        proxy.cutAfterCommits(4);
      }
      load.awaitAcknowledged(WRITES_BETWEEN);
      load.end();
    }

    Run.judge(
        "R7-load",
        "connections cut under load of %d clients".formatted(CLIENTS),
        "%d times all, %d after COMMIT".formatted(CUTS, proxy.commitsCut() - cutBefore),
        history,
        verdict -> {
          assertThat(proxy.commitsCut()).isGreaterThan(cutBefore);
          assertThat(history.exchanges())
              .extracting(Exchange::outcome)
              .filteredOn(Outcome.Unknown.class::isInstance)
              .isNotEmpty()
              .containsOnly(HttpTarget.UNAVAILABLE);
        });
  }

  @Test
  void databaseThatIsSilentIsWaitedForABoundedTime() {
    String operation = create();
    proxy.setSwallowing(true);

    // The client itself would give up later and note something else.
    Outcome silent = patch(operation, Map.of("clientContext", "silent"));
    boolean ready = ready();
    proxy.setSwallowing(false);
    proxy.cutAll();

    await()
        .atMost(FOUND_AGAIN)
        .until(() -> patch(operation, Map.of("clientContext", "heard")) instanceof Ok);
    history.read(target, 0, operation);
    Run.judge(
        "R7-silent",
        "database that is silent",
        "1 request",
        history,
        verdict -> {
          assertThat(silent).isEqualTo(HttpTarget.UNAVAILABLE);
          assertThat(ready).isFalse();
        });
  }

  @Test
  void databaseThatCannotBeReachedIsToldSoAtOnce() {
    String operation = create();
    proxy.setRefusing(true);
    proxy.cutAll();

    Outcome refused = patch(operation, Map.of("clientContext", "refused"));
    boolean ready = ready();
    proxy.setRefusing(false);

    await()
        .atMost(FOUND_AGAIN)
        .until(() -> patch(operation, Map.of("clientContext", "let in")) instanceof Ok);
    history.read(target, 0, operation);
    Run.judge(
        "R7-refusing",
        "database that refuses connections",
        "1 request",
        history,
        verdict -> {
          assertThat(refused).isEqualTo(HttpTarget.UNAVAILABLE);
          assertThat(ready).isFalse();
        });
  }

  private static boolean ready() {
    return service.status("/health/ready") == 200;
  }

  private Outcome patch(String operation, Map<String, Object> patch) {
    return history.patch(target, 0, operation, patch, OptionalLong.empty());
  }

  private String create() {
    return history.create(target, 0, DOCUMENT).orElseThrow();
  }

  private static long versionInTheDatabase(String operation) {
    return Long.parseLong(
        postgres.ask(
            "SELECT version FROM comms_operation WHERE id = '%s'"
                .formatted(operation.substring(operation.lastIndexOf('/') + 1))));
  }
}
