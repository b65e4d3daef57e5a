package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Too much at once is refused, and the rest is served. */
class LoadSheddingContractIT {

  private static SwitchboardProcess service;

  private final Api bot = new Api(service.baseUrl(), "bot", Service.newTenant());

  @BeforeAll
  static void start() {
    service =
        SwitchboardProcess.development("shedding")
            .with("application-rate", "20")
            .with("tenant-rate", "30")
            .with("concurrency", "1")
            .with("queue", "0")
            .start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void applicationThatAsksTooOftenIsToldWhenToComeBack() {
    Response refused = untilRefused(bot, 429);

    Refusal refusal = Refusal.of(429, refused);
    assertThat(refusal.message()).isEqualTo("The application sends too many requests.");
    assertThat(refusal.header("Retry-After")).matches("[1-9][0-9]*");
    // Another tenant has its own bucket.
    assertThat(list(bot.inTenant(Service.newTenant())).statusCode()).isNotEqualTo(429);
    await().until(() -> list(bot).statusCode() == 200);
  }

  @Test
  void eachRequestOfABatchCounts() {
    String requests =
        IntStream.rangeClosed(1, 20)
            .mapToObj(
                i ->
                    "{\"id\":\"%d\",\"method\":\"GET\",\"url\":\"/communications/calls\"}"
                        .formatted(i))
            .collect(Collectors.joining(",", "{\"requests\":[", "]}"));

    JsonObject last =
        await()
            .until(
                () ->
                    atOnce(8, i -> bot.request().body(requests).post(bot.v1("/$batch"))).stream()
                        .filter(response -> response.statusCode() == 200)
                        .map(
                            response ->
                                Json.object(response).getJsonArray("responses").getJsonObject(19))
                        .filter(answer -> answer.getInt("status") == 429)
                        .findFirst(),
                Optional::isPresent)
            .get();

    assertThat(last.getJsonObject("headers").getString("Retry-After")).matches("[1-9][0-9]*");
  }

  @Test
  void applicationsOfOneTenantShareItsLimit() {
    List<Api> clients = List.of(bot, bot.as("bot-2"), bot.as("media"), bot.as("reader"));
    Set<String> refusals = new TreeSet<>();

    await()
        .until(
            () -> {
              for (Response response : atOnce(60, i -> list(clients.get(i % 4)))) {
                if (response.statusCode() == 429) {
                  refusals.add(Refusal.of(429, response).message());
                }
              }
              return refusals.contains("The applications of the tenant send too many requests.");
            });
  }

  @Test
  void moreAtOnceThanThereIsRoomForGetsARefusalAndNothingWorse() {
    Set<Integer> statuses = new TreeSet<>();

    await()
        .until(
            () -> {
              for (Response response : atOnce(40, i -> list(bot.inTenant(Service.newTenant())))) {
                statuses.add(response.statusCode());
                if (response.statusCode() == 503) {
                  assertThat(Refusal.of(503, response).header("Retry-After"))
                      .matches("[1-9][0-9]*");
                }
              }
              return statuses.contains(503);
            });

    assertThat(statuses).isSubsetOf(200, 503).contains(200);
  }

  @Test
  void healthIsNotShed() {
    for (Response response : atOnce(60, i -> bot.anonymous().get(bot.url() + "/health/live"))) {
      assertThat(response.statusCode()).isEqualTo(200);
    }
  }

  private static Response list(Api client) {
    return client.get(client.v1("/communications/calls"));
  }

  /** Asks, many times at once, until an answer has this status. */
  private static Response untilRefused(Api client, int status) {
    return await()
        .until(
            () ->
                atOnce(60, i -> list(client)).stream()
                    .filter(response -> response.statusCode() == status)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** A request that knows its number. */
  private interface Numbered {

    Response send(int number);
  }

  private static List<Response> atOnce(int requests, Numbered request) {
    ExecutorService threads = Executors.newFixedThreadPool(requests);
    try {
      List<Callable<Response>> calls = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        int number = i;
        calls.add(() -> request.send(number));
      }
      List<Response> responses = new ArrayList<>();
      for (Future<Response> response : threads.invokeAll(calls)) {
        responses.add(response.get());
      }
      return responses;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
