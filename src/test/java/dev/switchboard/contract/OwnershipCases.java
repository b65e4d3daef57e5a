package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.contract.SecurityCase.Row;
import dev.switchboard.support.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is not the caller's: an operation of the application {@code bot} and its call, asked for by
 * others. Where the table says 404, the answer to the same request for an id that does not exist
 * must be the same, byte for byte.
 */
final class OwnershipCases {

  private static final String UPDATE = "{\"status\":\"Running\"}";
  private static final String WRITERS = "CommsOperation.ReadWrite.All";

  private final SecurityScene scene;
  private final String operations;
  private final String unknownOperation;
  private final String unknownCall;
  private final String unknownParticipant;

  OwnershipCases(SecurityScene scene) {
    this.scene = scene;
    this.operations = scene.call + "/operations";
    this.unknownOperation = operations + "/" + UUID.randomUUID();
    this.unknownCall = scene.v1("/communications/calls/" + UUID.randomUUID());
    this.unknownParticipant = scene.call + "/participants/" + UUID.randomUUID();
  }

  List<Row> rows() {
    List<SecurityCase> foreign = new ArrayList<>();
    foreign.addAll(by("another tenant's bot", scene.token("bot", scene.otherTenant)));
    foreign.addAll(by("another tenant's media", scene.token("media", scene.otherTenant)));
    foreign.addAll(by("another application", scene.token("bot-2", scene.tenant)));
    return List.of(
        new Row("another tenant's or another application's call or operation", foreign),
        lists(),
        otherCall(),
        new Row("$filter, $count, $expand, $batch: as without them", options()),
        roles());
  }

  /** Every way to ask for a resource that is another's. */
  private List<SecurityCase> by(String who, String token) {
    List<SecurityCase> cases = new ArrayList<>();
    cases.add(missing(who, "GET", scene.operation, unknownOperation, token));
    cases.add(missing(who, "DELETE", scene.operation, unknownOperation, token));
    cases.add(missing(who, "PATCH", scene.operation, unknownOperation, token).json(UPDATE));
    cases.add(
        missing(who + ", stale ETag", "PATCH", scene.operation, unknownOperation, token)
            .with("If-Match", "W/\"99\"")
            .json(UPDATE));
    cases.add(
        missing(who + ", any ETag", "DELETE", scene.operation, unknownOperation, token)
            .with("If-Match", "*"));
    cases.add(
        missing(who + ", any ETag", "GET", scene.operation, unknownOperation, token)
            .with("If-None-Match", "*"));
    cases.add(
        missing(who + ", another type", "PATCH", scene.operation, unknownOperation, token)
            .json(
                "{\"status\":\"Completed\",\"@odata.type\":\"#microsoft.graph.recordOperation\"}"));
    cases.add(
        send(who + ", bad body: PATCH", "PATCH", scene.operation, token)
            .json("{\"status\":7}")
            .gets(400)
            .like(unknownOperation));
    for (String action : List.of("/keepAlive", "/microsoft.graph.mute", "/reject")) {
      cases.add(
          missing(who + action, "POST", scene.call + action, unknownCall + action, token)
              .json("{}"));
    }
    cases.addAll(participants(who, token));
    cases.add(
        missing(who, "GET", scene.call + "/notifications", unknownCall + "/notifications", token));
    String cast = "/microsoft.graph.playPromptOperation";
    cases.add(
        missing(who + ", cast", "GET", scene.operation + cast, unknownOperation + cast, token));
    cases.add(
        missing(
            who + ", /app/calls",
            "GET",
            scene.operation.replace("/communications/", "/app/"),
            unknownOperation,
            token));
    cases.add(
        missing(
            who + ", key in parentheses",
            "GET",
            scene.call.replaceFirst("/calls/(.*)", "/calls('$1')") + "/operations",
            unknownCall + "/operations",
            token));
    cases.add(missing(who + ", call", "GET", scene.call, unknownCall, token));
    cases.add(missing(who + ", call", "DELETE", scene.call, unknownCall, token));
    cases.add(
        missing(who + ", call", "PATCH", scene.call, unknownCall, token)
            .json("{\"state\":\"terminated\"}"));
    cases.add(missing(who + ", list", "GET", operations, unknownCall + "/operations", token));
    cases.add(
        missing(who + ", new operation", "POST", operations, unknownCall + "/operations", token)
            .json("{}"));
    return cases;
  }

  private List<SecurityCase> participants(String who, String token) {
    List<SecurityCase> cases = new ArrayList<>();
    String participants = scene.call + "/participants";
    String unknown = unknownCall + "/participants";
    String id = "/" + id(scene.participant);
    cases.add(missing(who, "GET", scene.participant, unknownParticipant, token));
    cases.add(missing(who, "GET", scene.participant + "/info", unknownParticipant, token));
    cases.add(
        missing(who, "PATCH", scene.participant, unknown + id, token).json("{\"isMuted\":true}"));
    cases.add(
        missing(who + ", stale ETag", "PATCH", scene.participant, unknown + id, token)
            .with("If-Match", "W/\"99\"")
            .json("{\"isMuted\":true}"));
    cases.add(missing(who, "DELETE", scene.participant, unknown + id, token));
    cases.add(missing(who + ", list", "GET", participants, unknown, token));
    cases.add(
        missing(who + ", $count", "GET", participants + "/$count", unknown + "/$count", token));
    cases.add(
        missing(who + ", new participant", "POST", participants, unknown, token)
            .json("{\"info\":{\"identity\":{}}}"));
    for (String action : List.of("/mute", "/microsoft.graph.startHoldMusic", "/stopHoldMusic")) {
      cases.add(
          missing(who + action, "POST", scene.participant + action, unknown + id + action, token)
              .json("{}"));
    }
    return cases;
  }

  private Row lists() {
    List<SecurityCase> cases = new ArrayList<>();
    for (String client : List.of("bot", "media", "reader")) {
      cases.add(listOfCalls(client, scene.otherTenant));
    }
    cases.add(listOfCalls("bot-2", scene.tenant));
    return new Row("list: only what is the caller's", cases);
  }

  private SecurityCase listOfCalls(String client, String tenant) {
    return send(
            "calls, as " + client + (tenant.equals(scene.tenant) ? "" : " of another tenant"),
            "GET",
            scene.v1("/communications/calls"),
            scene.token(client, tenant))
        .gets(200)
        .and(response -> assertThat(response.asString()).doesNotContain(id(scene.call), "ctx"));
  }

  private Row otherCall() {
    List<SecurityCase> cases = new ArrayList<>();
    String token = scene.token("bot", scene.tenant);
    String none = scene.otherCall + "/operations/" + UUID.randomUUID();
    String here = "/operations/" + id(scene.operation);
    for (String method : List.of("GET", "PATCH", "DELETE")) {
      String body = method.equals("PATCH") ? UPDATE : "";
      for (Map.Entry<String, String> url :
          Map.of(
                  "under another call of the owner", scene.otherCall + here,
                  "under no call at all", unknownCall + here,
                  "under a call that is none", scene.v1("/communications/calls/no-id") + here,
                  "id that is none", operations + "/no-id",
                  "SQL as id", operations + "/'%20OR%20'1'='1")
              .entrySet()) {
        SecurityCase sent = missing(url.getKey(), method, url.getValue(), none, token);
        cases.add(body.isEmpty() ? sent : sent.json(body));
      }
    }
    for (String path : List.of("", "/operations")) {
      cases.add(
          missing(
              "call that is none" + path,
              "GET",
              scene.v1("/communications/calls/no-id" + path),
              unknownCall + path,
              token));
    }
    return new Row("operation of call A asked for under call B: 404", cases);
  }

  private List<SecurityCase> options() {
    List<SecurityCase> cases = new ArrayList<>();
    for (String client : List.of("bot", "bot-2", "media")) {
      String token = scene.token(client, client.equals("media") ? scene.otherTenant : scene.tenant);
      for (String path : List.of("/operations?$filter=id%20ne%20'x'", "/operations/$count")) {
        cases.add(
            client.equals("bot")
                ? send(path + ", as its owner", "GET", scene.call + path, token).gets(200)
                : missing(client, "GET", scene.call + path, unknownCall + path, token));
      }
      if (!client.equals("bot")) {
        String expanded = "?$expand=operations";
        cases.add(missing(client, "GET", scene.call + expanded, unknownCall + expanded, token));
        cases.add(
            send("$filter for a call, as " + client, "GET", filtered(scene.call), token)
                .gets(200)
                .like(filtered(unknownCall)));
      }
      cases.add(
          send("$batch, as " + client, "POST", scene.v1("/$batch"), token)
              .json(
                  "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"%s\"}]}"
                      .formatted(scene.operation))
              .gets(200)
              .and(
                  answer ->
                      assertThat(answer.asString())
                          .contains("\"status\":" + (client.equals("bot") ? 200 : 404))));
    }
    return cases;
  }

  /** The calls whose id is that of this one. */
  private String filtered(String call) {
    return scene.v1(
        "/communications/calls?$filter=id%20eq%20'" + call.replaceFirst(".*/", "") + "'");
  }

  private Row roles() {
    List<SecurityCase> cases = new ArrayList<>();
    for (String client : List.of("reader", "guest")) {
      String token = scene.token(client, scene.tenant);
      cases.add(forbidden(client, "PATCH", scene.operation, token, WRITERS).json(UPDATE));
      cases.add(forbidden(client, "DELETE", scene.operation, token, WRITERS));
      cases.add(forbidden(client, "DELETE", scene.call, token, WRITERS));
      cases.add(
          forbidden(client, "PATCH", scene.call, token, WRITERS)
              .json("{\"state\":\"terminated\"}"));
      cases.add(forbidden(client, "POST", operations, token, "Calls.AccessMedia.All").json("{}"));
      cases.add(
          forbidden(client, "POST", scene.call + "/participants", token, WRITERS)
              .json("{\"info\":{\"identity\":{}}}"));
      cases.add(
          forbidden(client, "PATCH", scene.participant, token, WRITERS).json("{\"isMuted\":true}"));
      cases.add(forbidden(client, "DELETE", scene.participant, token, WRITERS));
      cases.add(forbidden(client, "POST", scene.participant + "/mute", token, WRITERS).json("{}"));
      cases.add(
          forbidden(client, "POST", scene.call + "/participants/invite", token, WRITERS)
              .json("{\"participants\":[{\"identity\":{}}]}"));
      cases.add(
          forbidden(client, "POST", scene.v1("/communications/calls"), token, "Calls.Initiate.All")
              .json("{\"callbackUri\":\"https://bot.example/cb\"}"));
      cases.add(
          forbidden(client + ", unknown id", "PATCH", unknownOperation, token, WRITERS)
              .json(UPDATE)
              .like(scene.operation));
    }
    String guest = scene.token("guest", scene.tenant);
    for (String url :
        List.of(
            scene.operation,
            scene.call,
            operations,
            scene.participant,
            scene.call + "/participants",
            scene.v1("/communications/calls"))) {
      cases.add(forbidden("guest", "GET", url, guest, "CommsOperation.Read.All"));
    }
    cases.add(
        forbidden("guest, unknown id", "GET", unknownOperation, guest, "Read.All")
            .like(scene.operation));
    for (String almost :
        List.of("calls.accessmedia.all", "Calls.AccessMedia.All.Not", " ", "*", "Calls.*")) {
      cases.add(
          forbidden("role '%s'".formatted(almost), "PATCH", scene.operation, with(almost), WRITERS)
              .json(UPDATE));
    }
    String readsAll =
        scene.rs256(
            Json.with(
                scene.claims("bot-2", scene.tenant),
                "{\"roles\":[\"Calls.AccessMedia.All\",\"CommsOperation.Read.All\"]}"));
    cases.add(
        forbidden("writes own, reads all", "PATCH", scene.operation, readsAll, WRITERS)
            .json(UPDATE));
    cases.add(send("accepted: writes own, reads all", "GET", scene.operation, readsAll).gets(200));
    cases.add(forbidden("writes own, reads all", "DELETE", scene.operation, readsAll, WRITERS));
    cases.add(forbidden("writes own, reads all", "DELETE", scene.call, readsAll, WRITERS));
    cases.add(
        forbidden("writes own, reads all", "PATCH", scene.call, readsAll, WRITERS)
            .json("{\"state\":\"terminated\"}"));
    cases.add(forbidden("writes own, reads all", "POST", operations, readsAll, WRITERS).json("{}"));
    return new Row(
        "no role, or a read role on PATCH, POST, DELETE: 403 naming the roles that would do",
        cases);
  }

  private String with(String role) {
    return scene.rs256(
        Json.with(
            scene.claims("bot", scene.tenant), "{\"roles\":[%s]}".formatted(Json.quoted(role))));
  }

  private SecurityCase forbidden(
      String who, String method, String url, String token, String wouldDo) {
    return send(who + ": " + method + " " + what(url), method, url, token)
        .gets(403)
        .and(
            response -> {
              assertThat(response.path("error.message").toString()).contains(wouldDo);
              assertThat(response.header("WWW-Authenticate")).contains("scope=\"", wouldDo);
            });
  }

  private SecurityCase missing(
      String who, String method, String url, String unknown, String token) {
    return send(who + ": " + method, method, url, token).gets(404).like(unknown);
  }

  private static SecurityCase send(String name, String method, String url, String token) {
    return SecurityCase.send(name, method, url).bearer(token);
  }

  private static String what(String url) {
    return url.replaceFirst(".*/communications", "").replaceAll("/[0-9a-f-]{36}", "/{id}");
  }

  private static String id(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
