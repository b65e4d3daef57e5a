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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many writers of one operation at once. */
class RaceContractIT {

  private static final int WRITERS = 16;
  private static final int ROUNDS = 20;

  private final Api bot = Api.bot();
  private final String operation = bot.newOperation();

  @Test
  void writersOfDisjointMembersLoseNothing() throws Exception {
    List<Response> answers =
        race(
            writer ->
                (round, barrier) ->
                    bot.patch(operation, "{\"writer%d\":%d}".formatted(writer, round)));

    assertThat(answers).extracting(Response::statusCode).containsOnly(200);
    // One version for each answered write, none twice, none skipped: nothing was overwritten.
    assertThat(answers)
        .extracting(RaceContractIT::version)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(2, 1 + WRITERS * ROUNDS).boxed().toList());
    Response end = bot.get(operation);
    assertThat(version(end)).isEqualTo(1 + WRITERS * ROUNDS);
    for (int writer = 0; writer < WRITERS; writer++) {
      assertThat(end.jsonPath().getInt("writer" + writer)).isEqualTo(ROUNDS - 1);
    }
  }

  @Test
  void ofWritersWithTheSameEtagExactlyOneWins() throws Exception {
    List<Response> answers =
        race(
            writer ->
                (round, barrier) -> {
                  String etag = bot.get(operation).header("ETag");
                  // Nobody writes before everybody has read the same version.
                  barrier.await();
                  return bot.request()
                      .header("If-Match", etag)
                      .body("{\"clientContext\":\"%d-%d\"}".formatted(round, writer))
                      .patch(operation);
                });

    assertThat(answers).extracting(Response::statusCode).containsOnly(200, 412);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 200)
        .extracting(RaceContractIT::version)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2, 1 + ROUNDS).boxed().toList());
  }

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

  private interface Write {
    Response send(int round, CyclicBarrier barrier) throws Exception;
  }

  private interface Writer {
    Write number(int writer);
  }

  /** Every writer sends one request in each round; in a round all start together. */
  private static List<Response> race(Writer writers) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(WRITERS);
    List<Callable<List<Response>>> tasks = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      Write write = writers.number(writer);
      tasks.add(
          () -> {
            List<Response> answers = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
              barrier.await();
              answers.add(write.send(round, barrier));
            }
            return answers;
          });
    }
    return run(tasks).stream().flatMap(List::stream).toList();
  }

  private static List<Response> atOnce(List<Callable<Response>> requests)
      throws InterruptedException, ExecutionException {
    CyclicBarrier barrier = new CyclicBarrier(requests.size());
    List<Callable<Response>> tasks = new ArrayList<>();
    for (Callable<Response> request : requests) {
      tasks.add(() -> awaited(barrier, request));
    }
    return run(tasks);
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

  private static <T> List<T> run(List<Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static int version(Response response) {
    return Integer.parseInt(response.header("ETag").replaceAll("\\D", ""));
  }
}
