package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.util.List;

/** What tests of batches have in common: how to write one, and what its answers hold. */
abstract class BatchScene {

  private static final String JSON = "\"headers\":{\"Content-Type\":\"application/json\"}";

  final Api bot = Api.bot();

  Response send(String... requests) {
    return bot.request()
        .body("{\"requests\":[" + String.join(",", requests) + "]}")
        .post(bot.v1("/$batch"));
  }

  /** The answers to a batch that could be read, by the ids of the requests. */
  List<JsonObject> answers(String... requests) {
    return answers(send(requests));
  }

  static List<JsonObject> answers(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return Json.object(response).getJsonArray("responses").getValuesAs(JsonObject.class);
  }

  static String request(String id, String method, String url, String... more) {
    return "{\"id\":\"%s\",\"method\":\"%s\",\"url\":\"%s\"%s}"
        .formatted(id, method, url, more.length == 0 ? "" : "," + String.join(",", more));
  }

  static String body(String json) {
    return JSON + ",\"body\":" + json;
  }

  /** A URL as it stands in a batch. */
  String below(String url) {
    return url.substring(bot.v1("").length());
  }

  static List<Integer> statuses(List<JsonObject> answers) {
    return answers.stream().map(answer -> answer.getInt("status")).toList();
  }

  static JsonObject error(JsonObject answer) {
    return answer.getJsonObject("body").getJsonObject("error");
  }

  static String header(JsonObject answer, String name) {
    return answer.getJsonObject("headers").getString(name, null);
  }
}
