package dev.switchboard.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Report;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * What ten times the load does to the service: as many clients as there is room for at the
 * database, then ten times as many, each sending its next PATCH as soon as the last is answered.
 */
class OverloadBenchmark {

  private static final int ONCE = 32;
  private static final int OPERATIONS = 1_000;
  private static final int ROUNDS = 3;
  private static final Duration ROUND = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private record Sample(int status, long nanos) {}

  @Test
  void tenTimesTheLoad() throws Exception {
    List<String> table = new ArrayList<>();
    table.add("| clients | round | 200 per s | p50 ms | p99 ms | refused per s | other answers |");
    table.add("|---|---|---|---|---|---|---|");
    try (SwitchboardProcess service = SwitchboardProcess.development("overload").start()) {
      Api bot = new Api(service.baseUrl(), "bot", Service.newTenant());
      String call = bot.newCall();
      List<String> operations = new ArrayList<>();
      for (int i = 0; i < OPERATIONS; i++) {
        operations.add(bot.newOperation(call, "playPromptOperation"));
      }
      round(ONCE, bot, operations);
      for (int number = 1; number <= ROUNDS; number++) {
        for (int clients : new int[] {ONCE, 10 * ONCE}) {
          table.add(line(clients, number, round(clients, bot, operations)));
        }
      }
    }
    Report.write("load", "overload", table);
  }

  private static String line(int clients, int number, List<Sample> samples) {
    Map<Integer, List<Long>> byStatus = new TreeMap<>();
    samples.forEach(
        sample ->
            byStatus.computeIfAbsent(sample.status, key -> new ArrayList<>()).add(sample.nanos));
    List<Long> served = byStatus.remove(200);
    assertThat(served).isNotEmpty();
    int refused = 0;
    for (int status : new int[] {429, 503}) {
      List<Long> some = byStatus.remove(status);
      refused += some == null ? 0 : some.size();
    }
    return "| %d | %d | %d | %.1f | %.1f | %d | %s |"
        .formatted(
            clients,
            number,
            served.size() / ROUND.toSeconds(),
            Report.quantile(served, 0.5) / 1e6,
            Report.quantile(served, 0.99) / 1e6,
            refused / ROUND.toSeconds(),
            byStatus.isEmpty() ? "none" : byStatus.keySet());
  }

  private List<Sample> round(int clients, Api bot, List<String> operations) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      long end = System.nanoTime() + ROUND.toNanos();
      List<Callable<List<Sample>>> work = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        work.add(() -> client(bot, operations, end));
      }
      List<Sample> samples = new ArrayList<>();
      for (Future<List<Sample>> client : threads.invokeAll(work)) {
        samples.addAll(client.get());
      }
      return samples;
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Sample> client(Api bot, List<String> operations, long end)
      throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
      HttpResponse<Void> answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(operations.get(ThreadLocalRandom.current().nextInt(OPERATIONS))))
                  .header("Authorization", "Bearer " + bot.token())
                  .header("Content-Type", "application/json")
                  .method(
                      "PATCH",
                      HttpRequest.BodyPublishers.ofString(
                          "{\"clientContext\":\"%d\"}".formatted(begin)))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      samples.add(new Sample(answer.statusCode(), System.nanoTime() - begin));
    }
    return samples;
  }
}
