package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Snapshot;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the requests of a batch are answered, alone and in their order: wire contract 6.2, OData
 * JSON 4.01 section 19.
 */
class BatchContractIT extends BatchScene {

  // ---- each as by itself

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?$select=status,resultInfo/code",
        "/microsoft.graph.playPromptOperation",
        "/microsoft.graph.recordOperation",
        "/status",
        "?$top=1",
        "?$select=nothing",
        "?%24select=status",
        "/x/y/z"
      })
  void readIsAnsweredAsByItself(String more) {
    String url = Snapshot.ofFilledOperation(bot).url() + more;

    isAnsweredAsByItself(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?$filter=status%20eq%20'Running'",
        "?$filter=status eq 'Running'&$orderby=id desc",
        "?$top=1&$count=true",
        "/microsoft.graph.playPromptOperation",
        "/microsoft.graph.noSuchOperation",
        "?$nothing=1"
      })
  void listIsAnsweredAsByItself(String more) {
    String call = bot.newCall();
    bot.newOperationFrom(call, "{\"status\":\"Running\"}");
    bot.newOperationFrom(call, "{\"status\":\"Running\"}");

    isAnsweredAsByItself(call + "/operations" + more);
  }

  private void isAnsweredAsByItself(String url) {
    JsonObject answer = answers(request("1", "GET", below(url))).get(0);
    Response alone = bot.get(url.replace(" ", "%20"));

    assertThat(answer.getInt("status")).isEqualTo(alone.statusCode());
    if (alone.statusCode() < 400) {
      assertThat(answer.get("body").toString()).isEqualTo(Json.object(alone).toString());
      assertThat(header(answer, "Content-Type")).isEqualTo(alone.header("Content-Type"));
      assertThat(header(answer, "ETag")).isEqualTo(alone.header("ETag"));
    } else {
      assertThat(Json.without(error(answer), "innerError"))
          .isEqualTo(Refusal.of(alone.statusCode(), alone).withoutIds());
      assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    }
  }

  @Test
  void writesAreAnsweredAsByThemselves() {
    String call = bot.newCall();

    List<JsonObject> answers =
        answers(
            request("a", "POST", below(call) + "/operations", body("{\"clientContext\":\"c\"}")),
            request(
                "b",
                "PATCH",
                "$a",
                "\"dependsOn\":[\"a\"]",
                body("{\"status\":\"Running\",\"resultInfo\":{\"code\":100}}")),
            request("c", "DELETE", "$a", "\"dependsOn\":[\"b\",\"a\"]"),
            request("d", "GET", "$a", "\"dependsOn\":[\"c\",\"a\"]"));

    assertThat(statuses(answers)).containsExactly(201, 200, 204, 404);
    assertThat(answers)
        .extracting(answer -> answer.getString("id"))
        .containsExactly("a", "b", "c", "d");
    JsonObject created = answers.get(0).getJsonObject("body");
    assertThat(header(answers.get(0), "Location"))
        .isEqualTo(call + "/operations/" + created.getString("id"));
    assertThat(answers.get(1).getJsonObject("body").getString("status")).isEqualTo("Running");
    assertThat(header(answers.get(1), "ETag"))
        .isEqualTo(answers.get(1).getJsonObject("body").getString("@odata.etag"));
    assertThat(answers.get(2)).doesNotContainKey("body");
  }

  @Test
  void writeIsDurableAndSeenByOthers() {
    Snapshot operation = Snapshot.ofFilledOperation(bot);

    JsonObject answer =
        answers(
                request(
                    "1",
                    "PATCH",
                    below(operation.url()),
                    body("{\"status\":\"Completed\",\"resultInfo\":{\"code\":200}}")))
            .get(0);

    Snapshot after = Snapshot.of(bot, operation.url());
    assertThat(answer.getJsonObject("body")).isEqualTo(after.json());
    assertThat(after.json().getString("status")).isEqualTo("Completed");
  }

  @Test
  void callIsCreatedReadAndEnded() {
    List<JsonObject> answers =
        answers(
            request(
                "1",
                "POST",
                "/communications/calls",
                body("{\"callbackUri\":\"https://bot.example/cb\"}")),
            request("2", "POST", "$1/operations", "\"dependsOn\":[\"1\"]", body("{}")),
            request("3", "GET", "$1?$expand=operations", "\"dependsOn\":[\"1\",\"2\"]"),
            request("4", "DELETE", "$1", "\"dependsOn\":[\"1\",\"3\"]"),
            request("5", "GET", "$2", "\"dependsOn\":[\"2\",\"4\"]"));

    assertThat(statuses(answers)).containsExactly(201, 201, 200, 204, 200);
    assertThat(answers.get(2).getJsonObject("body").getJsonArray("operations")).hasSize(1);
    assertThat(answers.get(4).getJsonObject("body").getJsonObject("resultInfo").getInt("subcode"))
        .isEqualTo(8508);
  }

  @Test
  void everythingBelowTheRootCanBeAskedFor() {
    String call = below(bot.newCall());

    List<JsonObject> answers =
        answers(
            request("1", "GET", "/communications/calls/$count"),
            request("2", "GET", call + "/operations/$count"),
            request("3", "GET", "/$metadata?$format=json"),
            request("4", "GET", "$metadata"),
            request("5", "GET", "/"),
            request("6", "GET", "/app/calls"),
            request("7", "GET", "/communications/calls('" + call.replaceFirst(".*/", "") + "')"),
            request("8", "GET", "/$batch"));

    assertThat(statuses(answers)).containsExactly(200, 200, 200, 200, 200, 200, 200, 400);
    assertThat(answers.get(0).getString("body")).isEqualTo("1");
    assertThat(header(answers.get(0), "Content-Type")).startsWith("text/plain");
    assertThat(answers.get(1).getString("body")).isEqualTo("0");
    assertThat(answers.get(2).getJsonObject("body")).containsKey("$Version");
    assertThat(
            new String(
                Base64.getUrlDecoder().decode(answers.get(3).getString("body")),
                StandardCharsets.UTF_8))
        .contains("<edmx:Edmx");
    assertThat(answers.get(4).getJsonObject("body").getString("@odata.context"))
        .isEqualTo(bot.v1("/$metadata"));
    assertThat(error(answers.get(7)).getString("target")).isEqualTo("url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "/%s", "/v1.0/%s", "v1.0/%s", "ROOT/%s"})
  void urlIsBelowTheRootInEachOfItsForms(String form) {
    String call = below(bot.newCall()).substring(1);

    assertThat(
            statuses(
                answers(request("1", "GET", form.replace("ROOT", bot.v1("")).formatted(call)))))
        .containsExactly(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://other.example/v1.0/communications/calls",
        "//other.example/v1.0/communications/calls",
        "ftp:communications/calls",
        "/communications/calls#x",
        "$9/operations",
        "/communications/calls/%zz",
        "/communications/calls?$filter=%zz"
      })
  void urlThatLeadsNowhereIsRefused(String url) {
    assertThat(statuses(answers(request("1", "GET", url)))).isSubsetOf(400, 404);
  }

  @Test
  void bothRootsAnswerBatches() {
    Response response =
        bot.request()
            .body("{\"requests\":[" + request("1", "GET", "/communications/calls") + "]}")
            .post(bot.url() + "/beta/$batch");

    assertThat(answers(response).get(0).getJsonObject("body").getString("@odata.context"))
        .isEqualTo(bot.url() + "/beta/$metadata#communications/calls");
  }

  @Test
  void linkToTheNextPageIsAUrl() {
    String call = bot.newCall();
    bot.newOperationFrom(call, "{\"clientContext\":\"ü b\"}");
    bot.newOperationFrom(call, "{\"clientContext\":\"ü b\"}");

    JsonObject page =
        answers(
                request(
                    "1",
                    "GET",
                    below(call) + "/operations?$filter=clientContext eq 'ü b'",
                    "\"headers\":{\"Prefer\":\"odata.maxpagesize=1\"}"))
            .get(0)
            .getJsonObject("body");

    String next = page.getString("@odata.nextLink");
    assertThat(next).matches("[!-~]+").doesNotContain("\"", "<", ">", "|");
    assertThat(Json.object(bot.get(next)).getJsonArray("value")).hasSize(1);
  }

  /** No server looks at these paths before the service does. */
  @ParameterizedTest
  @ValueSource(strings = {"colour/%00", "%00", "colour/%ED%A0%80", "colour/%0A"})
  void nameThatNoBodyMayHoldIsNotWritten(String path) {
    Snapshot operation = Snapshot.ofFilledOperation(bot);

    assertThat(
            statuses(
                answers(
                    request(
                        "1", "PUT", below(operation.url()) + "/" + path, body("{\"value\":1}")))))
        .containsExactly(404);
    operation.stillHolds();
  }

  // ---- headers

  @Test
  void headersOfEachRequestCountForItAlone() {
    Snapshot operation = Snapshot.ofFilledOperation(bot);
    String url = below(operation.url());

    List<JsonObject> answers =
        answers(
            request("1", "GET", url, "\"headers\":{\"accept\":\"text/html\"}"),
            request(
                "2",
                "GET",
                url,
                "\"headers\":{\"Accept\":\"application/json;odata.metadata=none\"}"),
            request("3", "GET", url),
            request(
                "4",
                "PATCH",
                url,
                "\"headers\":{\"content-type\":\"application/json\",\"prefer\":\"return=minimal\"}",
                "\"body\":{\"clientContext\":\"new\"}"),
            request("5", "GET", url, "\"headers\":{\"OData-MaxVersion\":\"3.0\"}"),
            request("6", "GET", url, "\"headers\":{\"client-request-id\":\"from-the-client\"}"));

    assertThat(statuses(answers)).containsExactly(406, 200, 200, 204, 400, 200);
    assertThat(answers.get(1).getJsonObject("body")).doesNotContainKey("@odata.context");
    assertThat(answers.get(2).getJsonObject("body")).containsKey("@odata.context");
    assertThat(header(answers.get(3), "Preference-Applied")).isEqualTo("return=minimal");
    assertThat(header(answers.get(5), "client-request-id")).isEqualTo("from-the-client");
  }

  @Test
  void eachAnswerHasIdsOfItsOwn() {
    Response response =
        bot.request()
            .header("client-request-id", "of-the-batch")
            .body(
                "{\"requests\":[%s,%s]}"
                    .formatted(
                        request("1", "GET", "/communications/calls/x"),
                        request("2", "GET", "/communications/calls")))
            .post(bot.v1("/$batch"));

    List<JsonObject> answers = answers(response);
    Set<String> ids =
        answers.stream().map(answer -> header(answer, "request-id")).collect(Collectors.toSet());
    assertThat(ids).hasSize(2).doesNotContain(response.header("request-id"));
    assertThat(answers)
        .allMatch(answer -> header(answer, "client-request-id").equals("of-the-batch"));
    assertThat(error(answers.get(0)).getJsonObject("innerError").getString("request-id"))
        .isEqualTo(header(answers.get(0), "request-id"));
    assertThat(answers).allMatch(answer -> header(answer, "OData-Version").equals("4.0"));
  }

  @Test
  void preconditionStandsInTheRequestItIsAbout() {
    Snapshot operation = Snapshot.ofFilledOperation(bot);
    String url = below(operation.url());
    String stale =
        "\"headers\":{\"If-Match\":\"W/\\\"99\\\"\",\"Content-Type\":\"application/json\"}";

    List<JsonObject> answers =
        answers(
            request("1", "PATCH", url, stale, "\"body\":{\"clientContext\":\"never\"}"),
            request("2", "GET", url),
            request(
                "3",
                "PATCH",
                url,
                "\"dependsOn\":[\"2\"]",
                "\"headers\":{\"if-match\":\"$2\",\"Content-Type\":\"application/json\"}",
                "\"body\":{\"clientContext\":\"new\"}"),
            request(
                "4",
                "PATCH",
                url,
                "\"dependsOn\":[\"2\"]",
                "\"headers\":{\"if-match\":\"$2\",\"Content-Type\":\"application/json\"}",
                "\"body\":{\"clientContext\":\"newer\"}"),
            request("5", "GET", url, "\"headers\":{\"If-None-Match\":\"*\"}"));

    assertThat(statuses(answers)).containsExactly(412, 200, 200, 412, 304);
    assertThat(Snapshot.of(bot, operation.url()).json().getString("clientContext"))
        .isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"If-Match", "If-None-Match"})
  void preconditionOfTheBatchIsRefused(String header) {
    Refusal.of(
            400,
            bot.request().header(header, "*").body("{\"requests\":[]}").post(bot.v1("/$batch")))
        .about(header);
  }

  @Test
  void eachRequestHasTheCallerOfItsToken() {
    Api stranger = bot.inTenant("5d1c8c4e-1d0c-4f3c-8f6b-0e8b1f3f1a11");
    Api writer = bot.as("media");
    String call = below(bot.newCall());
    String operation = below(bot.newOperation());

    List<JsonObject> answers =
        answers(
            request("1", "GET", call),
            request("2", "GET", call, token(stranger.token())),
            request("3", "GET", call, token("x.y.z")),
            request("4", "GET", call, "\"headers\":{\"authorization\":\"Basic eDp5\"}"),
            request("5", "GET", call, token(writer.token())),
            request("6", "DELETE", operation, token(bot.as("reader").token())),
            request("7", "GET", call));

    assertThat(statuses(answers)).containsExactly(200, 404, 401, 401, 200, 403, 200);
    assertThat(header(answers.get(2), "WWW-Authenticate")).contains("invalid_token");
    assertThat(header(answers.get(5), "WWW-Authenticate")).contains("insufficient_scope");
  }

  private static String token(String token) {
    return "\"headers\":{\"Authorization\":\"Bearer %s\"}".formatted(token);
  }

  @Test
  void batchWithoutATokenIsRefusedAsAWhole() {
    Refusal.of(401, bot.anonymous().body("{\"requests\":[]}").post(bot.v1("/$batch")));
  }

  // ---- order

  @Test
  void requestThatDependsOnAFailedOneIsNotDone() {
    Snapshot operation = Snapshot.ofFilledOperation(bot);
    String url = below(operation.url());
    String set = body("{\"clientContext\":\"never\"}");

    List<JsonObject> answers =
        answers(
            request("1", "GET", "/communications/calls/none"),
            request("2", "PATCH", url, "\"dependsOn\":[\"1\"]", set),
            request("3", "PATCH", url, "\"dependsOn\":[\"2\"]", set),
            request("4", "GET", url));

    assertThat(statuses(answers)).containsExactly(404, 424, 424, 200);
    assertThat(error(answers.get(1)).getString("code")).isEqualTo("failedDependency");
    assertThat(error(answers.get(1)).getString("target")).isEqualTo("dependsOn");
    operation.stillHolds();
  }

  @Test
  void conditionOfARequestIsNotEvaluated() {
    Snapshot operation = Snapshot.ofFilledOperation(bot);

    List<JsonObject> answers =
        answers(
            request(
                "1",
                "PATCH",
                below(operation.url()),
                "\"if\":\"true\"",
                body("{\"clientContext\":\"never\"}")));

    assertThat(statuses(answers)).containsExactly(424);
    operation.stillHolds();
  }

  @Test
  void nothingIsDoneAfterAnErrorIfTheClientPrefersSo() {
    String requests =
        "{\"requests\":[%s,%s,%s]}"
            .formatted(
                request("1", "GET", "/communications/calls"),
                request("2", "GET", "/communications/calls/none"),
                request("3", "GET", "/communications/calls"));

    Response stopped =
        bot.request()
            .header("Prefer", "odata.continue-on-error=false")
            .body(requests)
            .post(bot.v1("/$batch"));
    Response continued =
        bot.request().header("Prefer", "continue-on-error").body(requests).post(bot.v1("/$batch"));

    assertThat(statuses(answers(stopped))).containsExactly(200, 404);
    assertThat(stopped.header("Preference-Applied")).isEqualTo("continue-on-error=false");
    assertThat(statuses(answers(continued))).containsExactly(200, 404, 200);
    assertThat(continued.header("Preference-Applied")).isEqualTo("continue-on-error");
  }

  /** Graph's SDK for Java writes the media type so. */
  @Test
  void headerMayStandTwiceIfBothSayTheSame() {
    Snapshot operation = Snapshot.ofFilledOperation(bot);

    List<JsonObject> answers =
        answers(
            request(
                "1",
                "PATCH",
                below(operation.url()),
                "\"headers\":{\"content-type\":\"application/json\",\"Content-Type\":\"application/json\"}",
                "\"body\":{}"));

    assertThat(statuses(answers)).containsExactly(200);
  }

  @Test
  void nullsAndUnknownMembersOfAnEntitySurvive() {
    JsonObject answer =
        answers(
                request(
                    "1",
                    "POST",
                    below(bot.newCall()) + "/operations",
                    body("{\"clientContext\":null,\"colour\":\"red\",\"size\":1.50}")))
            .get(0);

    JsonObject entity = answer.getJsonObject("body");
    assertThat(entity.get("clientContext")).isEqualTo(JsonValue.NULL);
    assertThat(entity).isEqualTo(Json.object(bot.get(header(answer, "Location"))));
  }
}
