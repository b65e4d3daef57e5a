package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.fault.Outcome.Ok;
import dev.switchboard.support.Api;
import dev.switchboard.support.PostgresServer;
import dev.switchboard.support.Report;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A service that has little memory for what it is asked. */
@Tag("long")
class SmallHeapFaultIT {

  private static final int CLIENTS = 50;
  private static final int OPERATIONS = 200;
  private static final int LARGE_OPERATIONS = 110;
  private static final int LISTS_OF_A_CLIENT = 1;
  private static final int REQUESTS = Run.number("r14-requests", 10_000);

  @Test
  void smallHeapDegradesAndDoesNotDie() throws Exception {
    History history = new History();
    try (PostgresServer postgres = PostgresServer.start("small-heap");
        SwitchboardProcess service =
            SwitchboardProcess.development("small-heap")
                .with(postgres.asSettings())
                .withHeap("256m")
                .start()) {
      long pid = service.pid();
      Target target = new HttpTarget(List.of(service.baseUrl()), Service.newTenant());
      Workload workload = Workload.of(1, CLIENTS, REQUESTS, OPERATIONS);

      workload.run(target, history);
      workload.readAll(target, history);
      String operation = history.operations().get(0);
      Outcome afterwards =
          history.patch(target, 0, operation, Map.of("status", "Running"), OptionalLong.empty());
      Outcome read = history.read(target, 0, operation);

      Run.judge(
          "R14",
          "heap of 256 MiB, %d clients".formatted(CLIENTS),
          REQUESTS + " requests",
          history,
          verdict -> {
            assertThat(verdict.acknowledged()).isGreaterThan(REQUESTS / 2);
            // It may be over meanwhile, and then it takes nothing more.
            assertThat(afterwards).isNotInstanceOf(Outcome.Unknown.class);
            assertThat(read).isInstanceOf(Ok.class);
            assertThat(ProcessHandle.of(pid))
                .hasValueSatisfying(p -> assertThat(p.isAlive()).isTrue());
            assertThat(service.status("/health/ready")).isEqualTo(200);
            assertThat(service.log()).doesNotContain("OutOfMemoryError");
          });
    }
  }

  @Test
  void listsOfLargeOperationsFitIntoASmallHeap() throws Exception {
    try (PostgresServer postgres = PostgresServer.start("small-heap-lists");
        SwitchboardProcess service =
            SwitchboardProcess.development("small-heap-lists")
                .with(postgres.asSettings())
                .withHeap("256m")
                .start()) {
      Api bot = new Api(service.baseUrl(), "bot", Service.newTenant());
      String call = bot.newCall();
      String large =
          "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\",\"resultInfo\":{\"code\":200,\"subcode\":0,\"message\":\"%s\"},\"x\":[%s]}"
              .formatted("m".repeat(32_000), "1,".repeat(5_000) + "1");
      for (int i = 0; i < LARGE_OPERATIONS; i++) {
        bot.newOperationFrom(call, large);
      }
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      try {
        List<Callable<Integer>> lists =
            Collections.nCopies(CLIENTS * LISTS_OF_A_CLIENT, () -> listed(bot, call));
        for (Future<Integer> listed : clients.invokeAll(lists)) {
          assertThat(listed.get()).isEqualTo(LARGE_OPERATIONS);
        }
      } finally {
        clients.shutdownNow();
      }
      assertThat(service.isAlive()).isTrue();
      assertThat(service.log()).doesNotContain("OutOfMemoryError");
    }
    Report.write(
        "faults",
        "R14-lists",
        List.of(
            "| R14-lists | heap of 256 MiB, %d clients list %d operations of 42 KB | %d lists | %d | %d | %d | 0 | 0 | 0 | green |"
                .formatted(
                    CLIENTS,
                    LARGE_OPERATIONS,
                    CLIENTS * LISTS_OF_A_CLIENT,
                    LARGE_OPERATIONS,
                    LARGE_OPERATIONS,
                    CLIENTS * LISTS_OF_A_CLIENT)));
  }

  /** How many operations all pages of a call hold; a page that is refused is asked for again. */
  private static int listed(Api bot, String call) {
    int listed = 0;
    for (String page = call + "/operations"; page != null; ) {
      Response answer = bot.get(page);
      if (answer.statusCode() == 503) {
        assertThat(answer.header("Retry-After")).isNotNull();
        continue;
      }
      assertThat(answer.statusCode()).isEqualTo(200);
      listed += answer.jsonPath().getList("value").size();
      page = answer.jsonPath().getString("'@odata.nextLink'");
    }
    return listed;
  }
}
