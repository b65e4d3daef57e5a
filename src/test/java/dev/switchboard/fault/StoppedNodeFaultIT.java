package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.fault.Outcome.Ok;
import dev.switchboard.fault.Outcome.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nodes that are stopped in order (SIGTERM) while they write, one after the other. The clients send
 * a refused request to the other node, and heed {@code Retry-After}: who comes back earlier may
 * meet the server when the service has left it.
 */
@Tag("long")
class StoppedNodeFaultIT {

  private static final int CLIENTS = 16;
  private static final int WRITES_BETWEEN = 400;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static Nodes nodes;

  private final String token = nodes.token();
  private final History history = new History();
  private final Target[] each = {nodes.one(0, token), nodes.one(1, token)};
  private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
  private volatile boolean over;

  @BeforeAll
  static void start() throws Exception {
    nodes = Nodes.start("stopped-node", 2);
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  @AfterEach
  void end() {
    over = true;
    threads.shutdownNow();
  }

  @Test
  void withOneRetryOnTheOtherNodeARollingRestartFailsNobody() throws Exception {
    List<Future<Integer>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      clients.add(threads.submit((Callable<Integer>) () -> write(client)));
    }
    for (int node = 0; node < 2; node++) {
      awaitAcknowledged(clients);
      nodes.get(node).close();
      awaitAcknowledged(clients);
      nodes.startAgain(node);
      awaitAcknowledged(clients);
    }
    over = true;
    int retries = 0;
    for (Future<Integer> client : clients) {
      retries += client.get();
    }
    history.operations().forEach(operation -> history.read(each[0], 0, operation));

    Run.judge(
        "rolling-restart",
        "two nodes stopped and started one after the other under load of %d clients"
            .formatted(CLIENTS),
        "%d requests sent again to the other node".formatted(retries),
        history,
        verdict ->
            // Whoever was let in is answered; the others were refused before they were sent.
            assertThat(history.exchanges())
                .extracting(Exchange::outcome)
                .filteredOn(Unknown.class::isInstance)
                .isNotEmpty()
                .allMatch(unknown -> isAnsweredOrUnsent((Unknown) unknown)));
  }

  /** Writes an operation of its own until it is over, and tells how often the retry was needed. */
  private int write(int client) {
    String operation =
        history
            .create(each[0], client, Map.of("@odata.type", "#microsoft.graph.playPromptOperation"))
            .orElseThrow();
    int retries = 0;
    long[] notBefore = {System.nanoTime(), System.nanoTime()};
    for (long version = 2; !over; version++) {
      Map<String, Object> patch = Map.of("clientContext", "v" + version);
      int node = (int) (version + client) % 2;
      if (System.nanoTime() - notBefore[node] < 0) {
        node = 1 - node;
      }
      Outcome answer = patch(node, client, operation, patch);
      if (answer instanceof Unknown) {
        retries++;
        if (answer.equals(HttpTarget.DRAINED)) {
          notBefore[node] = System.nanoTime() + HttpTarget.DRAINED_FOR.toNanos();
        }
        answer = patch(1 - node, client, operation, patch);
      }
      assertThat(answer).isInstanceOf(Ok.class);
      assertThat(((Ok) answer).version()).isEqualTo(version);
    }
    return retries;
  }

  private Outcome patch(int node, int client, String operation, Map<String, Object> patch) {
    return history.patch(each[node], client, operation, patch, OptionalLong.empty());
  }

  private void awaitAcknowledged(List<Future<Integer>> clients) {
    int enough = history.acknowledged() + WRITES_BETWEEN;
    await()
        .atMost(PATIENCE)
        .until(() -> history.acknowledged() >= enough || clients.stream().anyMatch(Future::isDone));
  }

  private static boolean isAnsweredOrUnsent(Unknown outcome) {
    return outcome.why().startsWith("answered") || outcome.why().contains("ConnectException");
  }
}
