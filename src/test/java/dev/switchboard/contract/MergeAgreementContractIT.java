package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Json;
import dev.switchboard.support.PlainJson;
import dev.switchboard.support.RandomPatches;
import dev.switchboard.support.Snapshot;
import io.restassured.response.Response;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * A PATCH by itself, which may be done without a lock, does what the same PATCH does in an
 * atomicity group, whose transaction locks: the same answer, the same version, the same
 * notifications.
 */
class MergeAgreementContractIT extends BatchScene {

  private static final int PATCHES = 15;

  @Property(tries = 8, edgeCases = EdgeCasesMode.NONE)
  void bothWaysAgreeOnEveryPatch(
      @ForAll("types") String type, @ForAll("patches") List<Map<String, Object>> patches) {
    Snapshot alone = CallScene.in(bot, "established");
    Snapshot grouped = CallScene.in(bot, "established");
    List<String> pair = pair(alone, grouped, type);
    for (Map<String, Object> plain : patches) {
      JsonObject patch = (JsonObject) PlainJson.json(plain);
      Answer first = Answer.of(bot.patch(pair.get(0), patch.toString()));
      Answer second = inAGroup(pair.get(1), patch);

      assertThat(second.comparable(pair.get(1)))
          .as("%s to %s", patch, pair.get(0))
          .isEqualTo(first.comparable(pair.get(0)));
      Statistics.label("answers").collect(first.status());
      if (first.status() == 409) {
        // It has ended, most likely; the next ones are for new ones.
        pair = pair(alone, grouped, type);
      }
    }

    assertThat(Answer.of(bot.get(pair.get(1))).comparable(pair.get(1)))
        .as("what is stored")
        .isEqualTo(Answer.of(bot.get(pair.get(0))).comparable(pair.get(0)));
    for (String client : List.of("bot", "media")) {
      assertThat(told(client, grouped)).isEqualTo(told(client, alone)).isNotEmpty();
    }
  }

  /** Each has members that the others do not have. */
  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(
        "commsOperation", "playPromptOperation", "recordOperation", "inviteParticipantsOperation");
  }

  @Provide
  Arbitrary<List<Map<String, Object>>> patches() {
    return RandomPatches.patch().list().ofSize(PATCHES);
  }

  private List<String> pair(Snapshot alone, Snapshot grouped, String type) {
    return Stream.of(alone, grouped).map(call -> bot.newOperation(call.url(), type)).toList();
  }

  private Answer inAGroup(String url, JsonObject patch) {
    JsonObject answer =
        answers(
                request(
                    "1", "PATCH", below(url), "\"atomicityGroup\":\"g\"", body(patch.toString())))
            .get(0);
    return new Answer(answer.getInt("status"), answer.getJsonObject("body"));
  }

  private record Answer(int status, JsonObject body) {

    static Answer of(Response response) {
      return new Answer(response.statusCode(), Json.object(response));
    }

    /** Without what tells one operation, call and request from another. */
    List<Object> comparable(String url) {
      if (body.containsKey("error")) {
        return List.of(status, Json.without(body.getJsonObject("error"), "innerError"));
      }
      assertThat(url).endsWith(body.getString("id"));
      return List.of(status, Json.without(body, "@odata.context", "@odata.id", "id"));
    }
  }

  /** What was told of a call, in its order, without ids. */
  private List<String> told(String client, Snapshot call) {
    List<String> told = new ArrayList<>();
    Response response = bot.as(client).get(call.url() + "/notifications?$top=1000");
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    JsonArray notifications = Json.object(response).getJsonArray("value");
    for (JsonObject notification : notifications.getValuesAs(JsonObject.class)) {
      JsonValue data =
          Json.without(
              notification.getJsonObject("resourceData"), "@odata.id", "id", "callbackUri");
      told.add(
          "%d %s %s"
              .formatted(
                  notification.getInt("sequence"), notification.getString("changeType"), data));
    }
    return told;
  }
}
