package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A call of a tenant of its own with 40 operations that differ, for queries about them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueryScene {

  Api bot;
  String call;
  String operations;
  List<JsonObject> all;

  @BeforeAll
  void fill() {
    bot = Api.bot();
    call = bot.newCall();
    operations = call + "/operations";
    Random random = new Random(42);
    for (int i = 0; i < 40; i++) {
      String type =
          List.of("playPromptOperation", "recordOperation", "sendDtmfTonesOperation").get(i % 3);
      StringBuilder document =
          new StringBuilder("{\"@odata.type\":\"#microsoft.graph.%s\"".formatted(type));
      String context = RandomFilters.CONTEXTS.get(random.nextInt(RandomFilters.CONTEXTS.size()));
      if (context != null) {
        document.append(",\"clientContext\":").append(Json.quoted(context));
      }
      String status = RandomFilters.STATUSES.get(random.nextInt(4));
      document.append(",\"status\":\"%s\"".formatted(status));
      if (random.nextBoolean()) {
        document.append(
            ",\"resultInfo\":{\"code\":%d,\"subcode\":%d,\"message\":\"Number %d\"}"
                .formatted(RandomFilters.CODES.get(random.nextInt(5)), i % 4, i));
      }
      if (i % 6 == 1) {
        document.append(",\"recordingLocation\":\"https://files.example/%d\"".formatted(i));
      }
      String unused = bot.newOperationFrom(call, document + ",\"colour\":\"red\"}");
    }
    all = values(bot.get(operations));
    assertThat(all).hasSize(40);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Response list(String option, String value) {
    return bot.get(operations + "?" + encoded(option) + "=" + encoded(value));
  }

  static List<JsonObject> values(Response response) {
    return Json.object(response.then().statusCode(200).extract().response())
        .getJsonArray("value")
        .getValuesAs(JsonObject.class);
  }

  static List<String> ids(List<JsonObject> entities) {
    return entities.stream().map(entity -> entity.getString("id")).toList();
  }

  List<String> idsWhere(Predicate<JsonObject> predicate) {
    return ids(all.stream().filter(predicate).toList());
  }

  /** All entities from a URL on, by pages of this size. */
  List<JsonObject> walk(String url, int size) {
    List<JsonObject> entities = new ArrayList<>();
    String next = url;
    while (next != null) {
      Response response = bot.request().header("Prefer", "odata.maxpagesize=" + size).get(next);
      List<JsonObject> page = values(response);
      assertThat(page).hasSizeLessThanOrEqualTo(size);
      assertThat(response.header("Preference-Applied")).isEqualTo("odata.maxpagesize=" + size);
      entities.addAll(page);
      next = Json.object(response).getString("@odata.nextLink", null);
    }
    return entities;
  }
}
