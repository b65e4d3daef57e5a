package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Snapshot;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties by their own URLs: OData 4.01 Protocol 11.2.6, 11.2.7 and 11.4.9. */
class PropertyContractIT {

  private final Api bot = Api.bot();

  private Snapshot anOperation() {
    return Snapshot.ofNew(
        bot,
        "recordOperation",
        "\"status\":\"Running\",\"clientContext\":\"ctx-1\",\"recordingLocation\":\"https://r.example/1\","
            + "\"resultInfo\":{\"code\":100,\"subcode\":7,\"message\":\"going on\"},"
            + "\"colour\":\"red\",\"sizes\":[1,2.5],\"deep\":{\"a\":{\"b\":true}},\"none\":null");
  }

  private String context(Snapshot operation, String path) {
    String call = operation.url().replaceAll(".*/calls/|/operations/.*", "");
    return bot.v1(
        "/$metadata#communications/calls('%s')/operations('%s')/%s"
            .formatted(call, operation.json().getString("id"), path));
  }

  // ---- reading

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status | status | \"Running\"",
        "clientContext | clientContext | \"ctx-1\"",
        "resultInfo/code | resultInfo/code | 100",
        "resultInfo/message | resultInfo/message | \"going on\"",
        "recordingLocation | microsoft.graph.recordOperation/recordingLocation | \"https://r.example/1\"",
        "microsoft.graph.recordOperation/recordingLocation | microsoft.graph.recordOperation/recordingLocation | \"https://r.example/1\"",
        "microsoft.graph.commsOperation/status | status | \"Running\"",
        "colour | colour | \"red\"",
        "sizes | sizes | [1,2.5]",
        "deep/a/b | deep/a/b | true",
      })
  void valueIsAnswered(String path, String context, String value) {
    Snapshot operation = anOperation();

    Response response = bot.get(operation.url() + "/" + path);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    assertThat(response.asString())
        .isEqualTo(
            "{\"@odata.context\":\"%s\",\"value\":%s}"
                .formatted(context(operation, context), value));
    assertThat(response.header("ETag")).isEqualTo(operation.etag());
    assertThat(response.header("Content-Type"))
        .startsWith("application/json;odata.metadata=minimal");
  }

  @Test
  void complexValueIsTheBody() {
    Snapshot operation = anOperation();

    Response response = bot.get(operation.url() + "/resultInfo");

    assertThat(response.asString())
        .isEqualTo(
            "{\"@odata.context\":\"%s\",\"@odata.type\":\"#microsoft.graph.resultInfo\",\"code\":100,\"subcode\":7,\"message\":\"going on\"}"
                .formatted(context(operation, "resultInfo")));
    assertThat(Json.object(bot.get(operation.url() + "/deep")).getJsonObject("a"))
        .isEqualTo(Json.object("{\"b\":true}"));
  }

  @Test
  void complexValueIsProjected() {
    Snapshot operation = anOperation();

    JsonObject selected =
        Json.object(bot.get(operation.url() + "/resultInfo?$select=code,message"));

    assertThat(selected.keySet())
        .containsExactly("@odata.context", "@odata.type", "code", "message");
    assertThat(selected.getString("@odata.context"))
        .isEqualTo(context(operation, "resultInfo(code,message)"));
    Refusal.of(400, bot.get(operation.url() + "/resultInfo?$select=nothing")).about("$select");
  }

  @Test
  void levelOfMetadataIsThatWhichIsAskedFor() {
    Snapshot operation = anOperation();

    assertThat(
            bot.get(operation.url() + "/status?$format=application/json;metadata=none").asString())
        .isEqualTo("{\"value\":\"Running\"}");
    assertThat(
            Json.object(
                    bot.request()
                        .header("Accept", "application/json;odata.metadata=full")
                        .get(operation.url() + "/status"))
                .getString("@odata.type"))
        .isEqualTo("#microsoft.graph.operationStatus");
    Refusal.of(406, bot.request().header("Accept", "text/plain").get(operation.url() + "/status"))
        .about("Accept");
  }

  @ParameterizedTest
  @CsvSource({
    "status/$value, Running",
    "status/%24value, Running",
    "clientContext/$value, ctx-1",
    "resultInfo/code/$value, 100",
    "deep/a/b/$value, true",
    "colour/$value, red",
    "sizes/$count, 2"
  })
  void rawValueIsPlainText(String path, String text) {
    Snapshot operation = anOperation();

    Response response = bot.get(operation.url() + "/" + path);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    assertThat(response.asString()).isEqualTo(text);
    assertThat(response.contentType()).startsWith("text/plain");
    assertThat(response.header("ETag")).isEqualTo(operation.etag());
  }

  @Test
  void textIsNotEscapedInARawValue() {
    String text = "<b>\"ü\\\u2028</b>";
    String url = bot.newOperation();
    bot.patch(url, "{\"clientContext\":%s}".formatted(Json.quoted(text)));

    Response response = bot.get(url + "/clientContext/$value");

    assertThat(response.asString()).isEqualTo(text);
    assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clientContext",
        "clientContext/$value",
        "resultInfo",
        "resultInfo/code",
        "resultInfo/code/$value",
        "recordingLocation"
      })
  void nullHasNoContent(String path) {
    String url = bot.newOperation(bot.newCall(), "recordOperation");

    Response response = bot.get(url + "/" + path);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(204);
    assertThat(response.asString()).isEmpty();
    assertThat(response.header("ETag")).isEqualTo(Snapshot.of(bot, url).etag());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "Status",
        "none",
        "participants",
        "resultInfo/nothing",
        "$value",
        "resultInfo/$value",
        "resultInfo/$count",
        "status/$count",
        "sizes/$value",
        "status/x",
        "status/x/$value",
        "@odata.type",
        "@odata.etag",
        "resultInfo/@odata.type",
        "colour/x",
        "sizes/0",
        "microsoft.graph.playPromptOperation/status",
        "microsoft.graph.noSuchOperation/status"
      })
  void whatIsNoPropertyIsNotFound(String path) {
    Refusal.of(404, bot.get(anOperation().url() + "/" + path));
  }

  @ParameterizedTest
  @CsvSource({
    "status?$select=status, 501",
    "status?$filter=true, 501",
    "status/$value?$top=1, 501",
    "status/$ref, 501",
    "status?$format=xml, 406"
  })
  void whatIsNotServedIsRefused(String path, int status) {
    Refusal.of(status, bot.get(anOperation().url() + "/" + path));
  }

  @Test
  void strangersSeeNothing() {
    Snapshot operation = anOperation();
    Api stranger = bot.inTenant("0f0c4f9e-2f9f-4a33-9d34-6d9f0a3f9f11");

    Refusal.of(404, stranger.get(operation.url() + "/status"));
    Refusal.of(404, stranger.get(operation.url() + "/status/$value"));
    Refusal.of(
        404, stranger.request().body("{\"value\":\"x\"}").put(operation.url() + "/clientContext"));
    Refusal.of(
        403,
        bot.as("reader")
            .request()
            .body("{\"value\":\"x\"}")
            .put(operation.url() + "/clientContext"));
    Refusal.of(401, bot.anonymous().get(operation.url() + "/status"));
    operation.stillHolds();
  }

  @Test
  void unchangedEntityIsNotSentAgain() {
    Snapshot operation = anOperation();

    for (String path : new String[] {"/status", "/status/$value", "/resultInfo"}) {
      assertThat(
              bot.request()
                  .header("If-None-Match", operation.etag())
                  .get(operation.url() + path)
                  .statusCode())
          .isEqualTo(304);
      Refusal.of(412, bot.request().header("If-Match", "W/\"99\"").get(operation.url() + path));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state | 200 | \"value\":\"establishing\"",
        "state/$value | 200 | establishing",
        "callbackUri/$value | 200 | https://bot.example/cb",
        "subject | 200 | \"value\":\"s\"",
        "source/identity | 200 | \"user\"",
        "source/identity/user/id/$value | 200 | u-1",
        "targets | 200 | \"value\":[]",
        "targets/$count | 200 | 0",
        "colour | 200 | \"value\":\"red\"",
        "meetingInfo | 204 |",
        "resultInfo/code | 204 |",
        "resultInfo/x | 404 | notFound",
        "participants | 200 | \"value\":[]",
        "audioRoutingGroups | 404 | notFound",
        "nothing | 404 | notFound",
      })
  void propertiesOfCallsAreReadToo(String path, int status, String text) {
    String call =
        bot.request()
            .body(
                "{\"callbackUri\":\"https://bot.example/cb\",\"subject\":\"s\",\"colour\":\"red\","
                    + "\"source\":{\"identity\":{\"user\":{\"id\":\"u-1\"}}}}")
            .post(bot.v1("/communications/calls"))
            .then()
            .statusCode(201)
            .extract()
            .header("Location");

    Response response = bot.get(call + "/" + path);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.asString()).contains(text == null ? "" : text);
    Refusal.of(405, bot.request().body("{\"value\":1}").put(call + "/" + path));
  }

  // ---- writing

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "clientContext | \"new\" | {\"clientContext\":\"new\"}",
        "clientContext | null | {\"clientContext\":null}",
        "status | \"completed\" | {\"status\":\"Completed\"}",
        "colour | 7 | {\"colour\":7}",
        "sizes | [] | {\"sizes\":[]}",
        "recordingLocation | \"https://r.example/2\" | {\"recordingLocation\":\"https://r.example/2\"}",
      })
  void putReplacesAValue(String path, String value, String members) {
    Snapshot operation = anOperation();

    Response response =
        bot.request()
            .header("If-Match", operation.etag())
            .body("{\"@odata.context\":\"x\",\"value\":%s}".formatted(value))
            .put(operation.url() + "/" + path);

    Snapshot after = Snapshot.of(bot, operation.url());
    assertThat(response.statusCode())
        .as(response.asString())
        .isEqualTo(value.equals("null") ? 204 : 200);
    assertThat(response.header("ETag")).isEqualTo(after.etag()).isNotEqualTo(operation.etag());
    assertThat(Json.without(after.json(), "@odata.etag"))
        .isEqualTo(Json.without(Json.with(operation.json(), members), "@odata.etag"));
    if (response.statusCode() == 200) {
      assertThat(response.asString()).isEqualTo(bot.get(operation.url() + "/" + path).asString());
    }
  }

  @Test
  void patchMergesIntoAComplexValue() {
    Snapshot operation = anOperation();

    Response response = bot.patch(operation.url() + "/resultInfo", "{\"message\":\"new\"}");

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    assertThat(Json.without(Json.object(response), "@odata.context", "@odata.type"))
        .isEqualTo(Json.object("{\"code\":100,\"subcode\":7,\"message\":\"new\"}"));
    assertThat(Snapshot.of(bot, operation.url()).json().getJsonObject("resultInfo"))
        .isEqualTo(Json.without(Json.object(response), "@odata.context"));
  }

  @Test
  void putReplacesAComplexValue() {
    Snapshot operation = anOperation();

    Response response = bot.request().body("{\"code\":200}").put(operation.url() + "/resultInfo");

    assertThat(Json.without(Json.object(response), "@odata.context", "@odata.type"))
        .isEqualTo(Json.object("{\"code\":200,\"subcode\":0,\"message\":null}"));
    Refusal.of(400, bot.request().body("{\"subcode\":1}").put(operation.url() + "/resultInfo"))
        .about("resultInfo/code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"clientContext", "resultInfo", "resultInfo/message", "recordingLocation"})
  void deleteSetsToNull(String path) {
    Snapshot operation = anOperation();

    Response response = bot.request().delete(operation.url() + "/" + path);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(204);
    assertThat(bot.get(operation.url() + "/" + path).statusCode()).isEqualTo(204);
    assertThat(Snapshot.of(bot, operation.url()).etag())
        .isEqualTo(response.header("ETag"))
        .isNotEqualTo(operation.etag());
    assertThat(bot.request().delete(operation.url() + "/" + path).header("ETag"))
        .isEqualTo(response.header("ETag"));
  }

  @Test
  void deletedDynamicPropertyIsGone() {
    Snapshot operation = anOperation();

    assertThat(bot.request().delete(operation.url() + "/colour").statusCode()).isEqualTo(204);

    assertThat(Snapshot.of(bot, operation.url()).json()).doesNotContainKey("colour");
    Refusal.of(404, bot.get(operation.url() + "/colour"));
  }

  @Test
  void preferenceDecidesOnContent() {
    Snapshot operation = anOperation();

    Response minimal =
        bot.request()
            .header("Prefer", "return=minimal")
            .body("{\"value\":\"a\"}")
            .put(operation.url() + "/clientContext");
    Response representation =
        bot.request()
            .header("Prefer", "return=representation")
            .body("{\"code\":1}")
            .patch(operation.url() + "/resultInfo");

    assertThat(minimal.statusCode()).isEqualTo(204);
    assertThat(minimal.header("Preference-Applied")).isEqualTo("return=minimal");
    assertThat(representation.statusCode()).isEqualTo(200);
    assertThat(representation.header("Preference-Applied")).isEqualTo("return=representation");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT | clientContext | {} | 400 | value",
        "PUT | clientContext | {\"value\":7} | 400 | clientContext",
        "PUT | clientContext | {\"value\":\"a\",\"more\":1} | 400 | more",
        "PUT | clientContext | \"a\" | 400 |",
        "PUT | status | {\"value\":null} | 400 | status",
        "PUT | status | {\"value\":\"no such\"} | 400 | status",
        "PUT | status | {\"value\":\"NotStarted\"} | 409 | status",
        "PUT | id | {\"value\":\"7\"} | 400 | id",
        "PUT | resultInfo | {\"value\":{\"code\":1}} | 400 | resultInfo/code",
        "PUT | resultInfo | {\"code\":1,\"value\":1} | 400 | resultInfo/value",
        "PUT | resultInfo/code | {\"value\":null} | 400 | resultInfo/code",
        "PUT | deep | {\"value\":{\"a\":1}} | 501 | value",
        "PATCH | resultInfo | {\"code\":\"1\"} | 400 | resultInfo/code",
        "PATCH | resultInfo | {\"nothing\":1} | 400 | resultInfo/nothing",
        "PATCH | clientContext | {\"value\":\"a\"} | 405 |",
        "PATCH | clientContext/$value | {\"value\":\"a\"} | 405 |",
        "PUT | clientContext/$value | {\"value\":\"a\"} | 405 |",
        "DELETE | clientContext/$value | | 405 |",
        "POST | clientContext | {\"value\":\"a\"} | 405 |",
        "DELETE | status | | 400 | status",
        "DELETE | id | | 400 | id",
        "DELETE | resultInfo/code | | 400 | resultInfo/code",
        "DELETE | @odata.type | | 404 |",
        "PUT | clientContext?$select=x | {\"value\":\"a\"} | 501 | $select",
      })
  void wrongUpdateIsRefused(String method, String path, String body, int status, String target) {
    Snapshot operation = anOperation();

    Response response =
        body == null
            ? bot.request().request(method, operation.url() + "/" + path)
            : bot.request().body(body).request(method, operation.url() + "/" + path);

    operation.refuses(status, response).about(target);
  }

  /** What no body may hold, a path must not bring in. */
  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "a%20b/c", "deep/x%22y", "deep/7"})
  void nameThatIsNoneIsNotWritten(String path) {
    Snapshot operation = anOperation();

    operation.refuses(404, bot.request().body("{\"value\":1}").put(operation.url() + "/" + path));
  }

  @ParameterizedTest
  @CsvSource({"100, 1, 404", "60, 10, 400"})
  void valueIsNotWrittenDeeperThanABodyMayNest(int names, int arrays, int status) {
    Snapshot operation = anOperation();
    String value = "[".repeat(arrays) + "]".repeat(arrays);

    operation.refuses(
        status,
        bot.request()
            .body("{\"value\":%s}".formatted(value))
            .put(operation.url() + "/a".repeat(names)));
  }

  @Test
  void updateHeedsThePrecondition() {
    Snapshot operation = anOperation();

    operation.refuses(
        412,
        bot.request()
            .header("If-Match", "W/\"99\"")
            .body("{\"value\":\"a\"}")
            .put(operation.url() + "/clientContext"));
    operation.refuses(
        412,
        bot.request().header("If-Match", "W/\"99\"").delete(operation.url() + "/clientContext"));
  }

  @Test
  void terminalOperationKeepsItsProperties() {
    String url = bot.newOperation();
    bot.patch(url, "{\"status\":\"Completed\",\"clientContext\":\"a\"}");
    Snapshot operation = Snapshot.of(bot, url);

    operation.refuses(409, bot.request().body("{\"value\":\"b\"}").put(url + "/clientContext"));
    operation.refuses(409, bot.request().delete(url + "/clientContext"));
    operation.refuses(409, bot.patch(url + "/resultInfo", "{\"code\":1}"));
    Response same = bot.request().body("{\"value\":\"a\"}").put(url + "/clientContext");
    assertThat(same.statusCode()).isEqualTo(200);
    operation.stillHolds();
  }

  @Test
  void nullIsAValueOfADynamicProperty() {
    Snapshot operation = anOperation();

    bot.request().body("{\"value\":null}").put(operation.url() + "/colour");

    assertThat(Snapshot.of(bot, operation.url()).json().getOrDefault("colour", JsonValue.TRUE))
        .isEqualTo(JsonValue.TRUE);
  }
}
