package dev.switchboard.contract;

import dev.switchboard.support.Api;
import dev.switchboard.support.Snapshot;
import java.util.List;
import java.util.Map;

/** Calls to begin a test with, and what is sent to them. */
final class CallScene {

  /** A prompt as Graph's documentation has it. */
  static final String PROMPT =
      "{\"@odata.type\":\"#microsoft.graph.mediaPrompt\",\"mediaInfo\":"
          + "{\"@odata.type\":\"#microsoft.graph.mediaInfo\",\"uri\":\"https://bot.example/p.wav\","
          + "\"resourceId\":\"1D6DE2D4-CD51-4309-8DAA-70768651088E\"}}";

  /** Somebody to invite, or to redirect to. */
  static final String TARGET =
      "{\"@odata.type\":\"#microsoft.graph.invitationParticipantInfo\",\"identity\":"
          + "{\"@odata.type\":\"#microsoft.graph.identitySet\",\"user\":"
          + "{\"@odata.type\":\"#microsoft.graph.identity\",\"id\":\"550fae72-d251-43ec-868c-373732c2704f\"}}}";

  /** How a call gets to a state from one in which it may begin. */
  private static final Map<String, List<String>> WAYS =
      Map.of(
          "incoming", List.of("incoming"),
          "establishing", List.of("establishing"),
          "established", List.of("established"),
          "hold", List.of("established", "hold"),
          "transferring", List.of("established", "transferring"),
          "transferAccepted", List.of("established", "transferring", "transferAccepted"),
          "redirecting", List.of("incoming", "redirecting"),
          "terminating", List.of("established", "terminating"),
          "terminated", List.of("established", "terminated"));

  private CallScene() {}

  /** A new call with these members, as they stand in JSON. */
  static Snapshot callWith(Api bot, String members) {
    return Snapshot.of(
        bot,
        bot.request()
            .body("{\"callbackUri\":\"https://bot.example/cb\",%s}".formatted(members))
            .post(bot.v1("/communications/calls"))
            .then()
            .statusCode(201)
            .extract()
            .header("Location"));
  }

  /** A new call that has got to this state. */
  static Snapshot in(Api bot, String state) {
    List<String> way = WAYS.get(state);
    String url = callWith(bot, "\"state\":\"%s\"".formatted(way.get(0))).url();
    for (String step : way.subList(1, way.size())) {
      bot.patch(url, "{\"state\":\"%s\"}".formatted(step)).then().statusCode(200);
    }
    return Snapshot.of(bot, url);
  }
}
