package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The end of a call, and whoever writes one of its operations at the same moment. */
class RaceContractIT {

  private static final int ROUNDS = 20;

  private final Api bot = Api.bot();

  @Test
  void hangUpAndCompletionNeverBothWin() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String call = bot.newCall();
      String open = bot.newOperation(call, "playPromptOperation");
      List<Response> answers =
          atOnce(
              List.of(
                  () -> bot.request().delete(call),
                  () ->
                      bot.patch(open, "{\"status\":\"Completed\",\"resultInfo\":{\"code\":200}}")));

      Response end = bot.get(open);
      assertThat(answers.get(0).statusCode()).isEqualTo(204);
      if (answers.get(1).statusCode() == 200) {
        assertThat(end.path("status").toString()).isEqualTo("Completed");
      } else {
        assertThat(answers.get(1).statusCode()).isEqualTo(409);
        assertThat(end.path("status").toString()).isEqualTo("Failed");
      }
    }
  }

  @Test
  void noOperationIsLeftOpenInACallThatEndsMeanwhile() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String call = bot.newCall();
      String document = "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\"}";
      List<Response> answers =
          atOnce(
              List.of(
                  () -> bot.request().delete(call),
                  () -> bot.request().body(document).post(call + "/operations")));

      assertThat(answers.get(0).statusCode()).isEqualTo(204);
      assertThat(answers.get(1).statusCode()).isIn(201, 409);
      assertThat(bot.get(call + "/operations").jsonPath().getList("value.status", String.class))
          .doesNotContain("NotStarted", "Running");
    }
  }

  private static List<Response> atOnce(List<Callable<Response>> requests)
      throws InterruptedException, ExecutionException {
    CyclicBarrier barrier = new CyclicBarrier(requests.size());
    List<Callable<Response>> tasks = new ArrayList<>();
    for (Callable<Response> request : requests) {
      tasks.add(() -> awaited(barrier, request));
    }
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<Response> answers = new ArrayList<>();
      for (Future<Response> answer : threads.invokeAll(tasks)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Response awaited(CyclicBarrier barrier, Callable<Response> request)
      throws Exception {
    try {
      barrier.await();
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
    return request.call();
  }
}
