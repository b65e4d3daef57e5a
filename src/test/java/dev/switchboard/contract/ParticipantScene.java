package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Snapshot;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * A call with participants, and what is told of it.
 *
 * @param bot whose call it is
 * @param media the media platform, which keeps the roster
 * @param call the call
 */
record ParticipantScene(Api bot, Api media, Snapshot call) {

  static final String INFO =
      "\"info\":{\"identity\":{\"user\":{\"id\":\"550fae72-d251-43ec-868c-373732c2704f\","
          + "\"displayName\":\"Heidi\",\"tenantId\":\"72f988bf\"}},\"region\":\"amer\"}";

  /** In a call of a group in this state. */
  static ParticipantScene in(Api bot, String state) {
    return new ParticipantScene(bot, bot.as("media"), CallScene.in(bot, state));
  }

  /** In a call with these members. */
  static ParticipantScene with(Api bot, String members) {
    return new ParticipantScene(bot, bot.as("media"), CallScene.callWith(bot, members));
  }

  String url() {
    return call.url() + "/participants";
  }

  /** What a platform sends to add one, with these members besides. */
  Response add(Api who, String members) {
    return who.request()
        .body("{%s%s}".formatted(INFO, members.isEmpty() ? "" : "," + members))
        .post(url());
  }

  /** The absolute URL of a new one. */
  String added(String members) {
    Response response = add(media, members);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    return response.header("Location");
  }

  /** All of them, as the bot reads them. */
  List<JsonObject> roster() {
    return values(bot.get(url()));
  }

  List<JsonObject> operations() {
    return values(bot.get(call.url() + "/operations"));
  }

  /** What somebody is told of the call. */
  List<JsonObject> told(Api who) {
    return values(who.get(call.url() + "/notifications"));
  }

  /** The last of all, however many there are. */
  JsonObject lastTold(Api who) {
    return values(who.get(call.url() + "/notifications?$orderby=sequence%20desc&$top=1")).get(0);
  }

  private static List<JsonObject> values(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return Json.object(response).getJsonArray("value").getValuesAs(JsonObject.class);
  }

  /** The code of the first detail of a refusal. */
  static String subcode(Response response) {
    return Json.object(response)
        .getJsonObject("error")
        .getJsonArray("details")
        .getJsonObject(0)
        .getString("code");
  }

  static String id(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
