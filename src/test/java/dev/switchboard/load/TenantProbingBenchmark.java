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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Whether somebody can tell by the time of a refusal that an operation exists for somebody else.
 * The kinds of ids take turns request by request, so that all see the same machine; the unknown id
 * is measured twice, which shows what difference is noise.
 */
class TenantProbingBenchmark {

  private static final int WARM_UP = 5_000;
  private static final int SAMPLES = 20_000;

  private enum Probe {
    UNKNOWN,
    UNKNOWN_AGAIN,
    OF_ANOTHER_TENANT,
    OF_ANOTHER_APPLICATION
  }

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void unknownAgainstForeign() throws Exception {
    List<String> table = new ArrayList<>();
    table.add("| request | id | median us | 95 % us | against unknown |");
    table.add("|---|---|---|---|---|");
    try (SwitchboardProcess service = SwitchboardProcess.development("probing").start()) {
      Api owner = new Api(service.baseUrl(), "bot", Service.newTenant());
      String operation = owner.newOperation();
      for (String method : List.of("GET", "PATCH")) {
        measure(method, owner, operation, table);
      }
    }
    Report.write("load", "tenant-probing", table);
  }

  private void measure(String method, Api owner, String operation, List<String> table)
      throws IOException, InterruptedException {
    UUID unknown = UUID.randomUUID();
    Map<Probe, HttpRequest> requests = new EnumMap<>(Probe.class);
    String missing = operation.substring(0, operation.lastIndexOf('/') + 1) + unknown;
    Api stranger = owner.inTenant(Service.newTenant());
    requests.put(Probe.UNKNOWN, request(method, missing, stranger));
    requests.put(Probe.UNKNOWN_AGAIN, request(method, missing, stranger));
    requests.put(Probe.OF_ANOTHER_TENANT, request(method, operation, stranger));
    requests.put(Probe.OF_ANOTHER_APPLICATION, request(method, operation, owner.as("bot-2")));

    Map<Probe, List<Long>> nanos = new LinkedHashMap<>();
    Map<Probe, String> answers = new EnumMap<>(Probe.class);
    for (int i = 0; i < WARM_UP + SAMPLES; i++) {
      for (Map.Entry<Probe, HttpRequest> probe : requests.entrySet()) {
        long begin = System.nanoTime();
        HttpResponse<String> answer =
            http.send(probe.getValue(), HttpResponse.BodyHandlers.ofString());
        long took = System.nanoTime() - begin;
        answers.put(
            probe.getKey(),
            answer.statusCode() + answer.body().replaceAll("\"innerError\":.*", ""));
        if (i >= WARM_UP) {
          nanos.computeIfAbsent(probe.getKey(), key -> new ArrayList<>()).add(took);
        }
      }
    }
    assertThat(answers.values()).containsOnly(answers.get(Probe.UNKNOWN));
    assertThat(answers.get(Probe.UNKNOWN)).startsWith("404");
    double unknownMedian = Report.quantile(nanos.get(Probe.UNKNOWN), 0.5) / 1e3;
    nanos.forEach(
        (probe, samples) -> {
          double median = Report.quantile(samples, 0.5) / 1e3;
          table.add(
              "| %s | %s | %.1f | %.1f | %+.1f %% |"
                  .formatted(
                      method,
                      probe,
                      median,
                      Report.quantile(samples, 0.95) / 1e3,
                      100 * (median / unknownMedian - 1)));
        });
  }

  private static HttpRequest request(String method, String url, Api caller) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + caller.token())
        .header("Content-Type", "application/json")
        .method(
            method,
            method.equals("GET")
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString("{\"status\":\"Running\"}"))
        .build();
  }
}
