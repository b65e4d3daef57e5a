package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Refusal;
import dev.switchboard.support.Snapshot;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a batch, or with a request in one, and how large they may be. */
class BatchRefusalContractIT extends BatchScene {

  // ---- form

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] |",
        "{} | requests",
        "{\"requests\":{}} | requests",
        "{\"requests\":[],\"more\":1} | more",
        "{\"requests\":[1]} | requests/0",
        "{\"requests\":[{\"method\":\"GET\",\"url\":\"/\"}]} | requests/0/id",
        "{\"requests\":[{\"id\":1,\"method\":\"GET\",\"url\":\"/\"}]} | requests/0/id",
        "{\"requests\":[{\"id\":\"\",\"method\":\"GET\",\"url\":\"/\"}]} | requests/0/id",
        "{\"requests\":[{\"id\":\"1\",\"url\":\"/\"}]} | requests/0/method",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"HEAD\",\"url\":\"/\"}]} | requests/0/method",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\"}]} | requests/0/url",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":7}]} | requests/0/url",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/\",\"x\":1}]} | requests/0/x",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/\",\"headers\":[]}]} | requests/0/headers",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/\",\"headers\":{\"a\":1}}]} | requests/0/headers/a",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/\",\"headers\":{\"a\":\"1\",\"A\":\"2\"}}]} | requests/0/headers/A",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/\",\"dependsOn\":\"1\"}]} | requests/0/dependsOn",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/\",\"dependsOn\":[1]}]} | requests/0/dependsOn",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/\",\"dependsOn\":[\"1\"]}]} | dependsOn",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/\",\"dependsOn\":[\"2\"]},{\"id\":\"2\",\"method\":\"GET\",\"url\":\"/\"}]} | dependsOn",
        "{\"requests\":[{\"id\":\"a\",\"method\":\"GET\",\"url\":\"/\"},{\"id\":\"A\",\"method\":\"GET\",\"url\":\"/\"}]} | id",
        "{\"requests\":[{\"id\":\"a\",\"method\":\"GET\",\"url\":\"/\",\"atomicityGroup\":\"A\"}]} | atomicityGroup",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/\",\"atomicityGroup\":\"g\"},{\"id\":\"2\",\"method\":\"GET\",\"url\":\"/\"},{\"id\":\"3\",\"method\":\"GET\",\"url\":\"/\",\"atomicityGroup\":\"g\"}]} | atomicityGroup",
        "{\"requests\":[{\"id\":\"1\",\"id\":\"2\",\"method\":\"GET\",\"url\":\"/\"}]} | requests/0/id",
      })
  void batchThatCannotBeReadIsRefused(String batch, String target) {
    Refusal.of(400, bot.request().body(batch).post(bot.v1("/$batch"))).about(target);
  }

  @Test
  void batchThatCannotBeReadDoesNothing() {
    Snapshot operation = Snapshot.ofFilledOperation(bot);

    operation.refuses(
        400,
        send(
            request("1", "PATCH", below(operation.url()), body("{\"clientContext\":\"never\"}")),
            request("1", "GET", "/communications/calls")));
  }

  @Test
  void twentyRequestsAreAnsweredAndNoMore() {
    String[] twenty =
        IntStream.rangeClosed(1, 20)
            .mapToObj(i -> request("r" + i, "GET", "/communications/calls"))
            .toArray(String[]::new);
    String[] more =
        IntStream.rangeClosed(1, 21)
            .mapToObj(i -> request("r" + i, "GET", "/communications/calls"))
            .toArray(String[]::new);

    assertThat(answers(twenty)).hasSize(20);
    Refusal.of(400, send(more)).about("requests");
    assertThat(answers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | \"body\":{},\"headers\":{\"Content-Type\":\"application/json\"} | 400 | body",
        "DELETE | \"body\":{},\"headers\":{\"Content-Type\":\"application/json\"} | 400 | body",
        "PATCH | \"body\":{} | 400 | headers",
        "PATCH | \"headers\":{\"Content-Type\":\"application/json\"} | 400 |",
        "PATCH | \"body\":null,\"headers\":{\"Content-Type\":\"application/json\"} | 400 |",
        "PATCH | \"body\":\"e30\",\"headers\":{\"Content-Type\":\"application/json\"} | 400 | body",
        "PATCH | \"body\":\"e30\",\"headers\":{\"Content-Type\":\"application/octet-stream\"} | 415 |",
        "PATCH | \"body\":{},\"headers\":{\"Content-Type\":\"no type\"} | 415 |",
        "PATCH | \"body\":{},\"headers\":{\"Content-Type\":\"*/*\"} | 415 |",
        "PATCH | \"body\":{},\"headers\":{\"Content-Type\":\"application/merge-patch+json\"} | 200 |",
        "PATCH | \"body\":{},\"headers\":{\"Content-Type\":\"application/json;charset=utf-8\"} | 200 |",
        "PUT | \"body\":{},\"headers\":{\"Content-Type\":\"application/json\"} | 405 |",
        "POST | \"body\":{},\"headers\":{\"Content-Type\":\"application/json\"} | 405 |",
      })
  void requestIsJudgedWhenItsTurnComes(String method, String more, int status, String target) {
    Snapshot operation = Snapshot.ofFilledOperation(bot);

    List<JsonObject> answers =
        answers(
            request("1", method, below(operation.url()), more),
            request("2", "GET", below(operation.url())));

    assertThat(statuses(answers)).containsExactly(status, 200);
    if (status >= 400) {
      assertThat(error(answers.get(0)).getString("target", null)).isEqualTo(target);
    }
    if (status == 405) {
      assertThat(header(answers.get(0), "Allow")).isEqualTo("DELETE, GET, PATCH");
    }
    operation.stillHolds();
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/mixed; boundary=b", "text/plain", "application/xml"})
  void batchIsJson(String type) {
    Refusal.of(
        415,
        bot.request()
            .header("Content-Type", type)
            .body("--b--".getBytes(StandardCharsets.UTF_8))
            .post(bot.v1("/$batch")));
  }

  @Test
  void batchWithoutABodyIsRefused() {
    Refusal.of(400, bot.request().post(bot.v1("/$batch")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?$filter=true", "?$top=1"})
  void batchTakesNoQueryOptions(String options) {
    Refusal.of(501, bot.request().body("{\"requests\":[]}").post(bot.v1("/$batch" + options)));
  }

  @Test
  void onlyPostIsAllowed() {
    assertThat(Refusal.of(405, bot.get(bot.v1("/$batch"))).header("Allow")).contains("POST");
  }

  // ---- size

  @Test
  void batchMayBeAsLargeAsItsRequestsTogether() throws Exception {
    String location = "x".repeat(30_000);
    String call = bot.newCall();
    String[] requests =
        IntStream.rangeClosed(1, 20)
            .mapToObj(
                i ->
                    request(
                        "r" + i,
                        "POST",
                        below(call) + "/operations",
                        body(
                            "{\"@odata.type\":\"#microsoft.graph.recordOperation\",\"recordingLocation\":\"%s\"}"
                                .formatted(location))))
            .toArray(String[]::new);

    assertThat(statuses(answers(requests))).hasSize(20).containsOnly(201);
    String batch = "{\"requests\":[" + String.join(",", requests) + "]}";
    Response compressed =
        bot.request().header("Content-Encoding", "gzip").body(gzip(batch)).post(bot.v1("/$batch"));
    assertThat(statuses(answers(compressed))).hasSize(20).containsOnly(201);
  }

  @Test
  void requestMayNotBeLargerThanByItself() {
    String members =
        IntStream.range(0, 7)
            .mapToObj(i -> "\"m%d\":\"%s\"".formatted(i, "x".repeat(10_000)))
            .collect(Collectors.joining(","));

    List<JsonObject> answers =
        answers(
            request("1", "POST", below(bot.newCall()) + "/operations", body("{" + members + "}")));

    assertThat(statuses(answers)).containsExactly(413);
  }

  @Test
  void batchThatIsTooLargeIsRefused() {
    Refusal.of(
        413,
        bot.request()
            .body("{\"requests\":[]," + " ".repeat(20 * 64 * 1024) + "\"@x.y\":1}")
            .post(bot.v1("/$batch")));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
