package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.switchboard.support.Api;
import dev.switchboard.support.AtOnce;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Snapshot;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The actions on a participant and on all participants of a call (wire contract 3). */
class ParticipantActionContractIT {

  private static final String NAMED = "{argumentSetName}";

  private static final String INVITED =
      "{\"@odata.type\":\"#microsoft.graph.invitationParticipantInfo\",\"replacesCallId\":\"r\","
          + "\"identity\":{\"user\":{\"id\":\"550fae72-d251-43ec-868c-373732c2704f\"}}}";
  private static final String INVITE = "\"clientContext\":\"c\",\"participants\":[%s]";
  private static final String MUSIC =
      "\"clientContext\":\"c\",\"customPrompt\":{\"@odata.type\":\"#microsoft.graph.mediaPrompt\","
          + "\"mediaInfo\":{\"uri\":\"https://bot.example/m.wav\"}}";
  private static final Set<String> LAWFUL =
      Set.of("established", "hold", "transferring", "transferAccepted");

  /**
   * An action as the documentation has it.
   *
   * @param type of the operation that it starts
   */
  private record Documented(String name, String body, int status, String type, String first) {

    private boolean isOnAParticipant() {
      return !name.equals("invite");
    }
  }

  private static final List<Documented> ACTIONS =
      List.of(
          new Documented(
              "invite", INVITE.formatted(INVITED), 200, "inviteParticipantsOperation", "Running"),
          new Documented(
              "mute", "\"clientContext\":\"c\"", 200, "muteParticipantOperation", "Completed"),
          new Documented("startHoldMusic", MUSIC, 202, "startHoldMusicOperation", "Running"),
          new Documented(
              "stopHoldMusic",
              "\"clientContext\":\"c\"",
              202,
              "stopHoldMusicOperation",
              "Running"));

  private final Api bot = Api.bot();
  private final ParticipantScene scene = ParticipantScene.in(bot, "established");
  private final String participant = scene.added("");

  static Stream<Arguments> actions() {
    return ACTIONS.stream().map(action -> argumentSet(action.name(), action));
  }

  private Response act(String url, String action, String body) {
    return bot.request().body("{%s}".formatted(body)).post(url + "/" + action);
  }

  /** Does an action where it is lawful: only who is on hold comes back. */
  private Response act(ParticipantScene where, String whom, Documented action, String name) {
    if (action.name().equals("stopHoldMusic")) {
      act(whom, "startHoldMusic", "");
    }
    return act(action.isOnAParticipant() ? whom : where.url(), name, action.body());
  }

  private JsonObject read(String url) {
    return Snapshot.of(bot, url).json();
  }

  // ---- what an action answers

  @ParameterizedTest(name = NAMED)
  @MethodSource("actions")
  void actionIsAnsweredAsDocumented(Documented action) {
    Response response = act(scene, participant, action, action.name());

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(action.status());
    JsonObject operation = Json.object(response);
    assertThat(operation.getString("@odata.type")).isEqualTo("#microsoft.graph." + action.type());
    assertThat(operation.getString("status")).isEqualTo(action.first());
    assertThat(operation.getString("clientContext")).isEqualTo("c");
    assertThat(response.header("Location"))
        .isEqualTo(scene.call().url() + "/operations/" + operation.getString("id"));
    Response stored = bot.get(response.header("Location"));
    assertThat(stored.asString()).isEqualTo(response.asString());
    assertThat(stored.header("ETag")).isEqualTo(response.header("ETag"));
    // Of the call itself nothing has changed.
    scene.call().stillHolds();
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("actions")
  void qualifiedNameIsTheSameAction(Documented action) {
    act(scene, participant, action, "microsoft.graph." + action.name())
        .then()
        .statusCode(action.status());
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("actions")
  void actionIsDoneByPostOnly(Documented action) {
    String url = (action.isOnAParticipant() ? participant : scene.url()) + "/" + action.name();

    for (String method : List.of("GET", "PATCH", "PUT", "DELETE")) {
      Refusal refusal = Refusal.of(405, bot.request().request(method, url));
      assertThat(refusal.header("Allow")).contains("POST").doesNotContain(method);
    }
  }

  @Test
  void bodyMayBeLeftOutWhereNothingIsRequired() {
    for (String action : List.of("mute", "startHoldMusic", "stopHoldMusic")) {
      Response response =
          bot.anonymous()
              .noContentType()
              .header("Authorization", "Bearer " + bot.token())
              .post(participant + "/" + action);
      assertThat(response.statusCode()).as(response.asString()).isIn(200, 202);
    }
  }

  @Test
  void invitationShowsWhoIsInvited() {
    JsonObject operation = Json.object(act(scene.url(), "invite", INVITE.formatted(INVITED)));

    assertThat(operation.getJsonArray("participants")).containsExactly(Json.object(INVITED));
    // Who is invited is not in the call yet.
    assertThat(scene.roster()).hasSize(1);
  }

  // ---- states and kinds of calls

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incoming",
        "establishing",
        "established",
        "hold",
        "transferring",
        "transferAccepted",
        "redirecting",
        "terminating"
      })
  void stateOfTheCallDecides(String state) {
    ParticipantScene other = ParticipantScene.in(bot, state);
    String whom = other.added("");

    for (Documented action : ACTIONS) {
      Response response = act(other, whom, action, action.name());
      if (LAWFUL.contains(state)) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(action.status());
      } else {
        other.call().refuses(409, response).about("state");
        assertThat(ParticipantScene.subcode(response)).isEqualTo("8501");
      }
    }
    if (!LAWFUL.contains(state)) {
      assertThat(other.operations()).isEmpty();
      assertThat(read(whom).getBoolean("isMuted")).isFalse();
    }
  }

  @Test
  void callThatHasEndedTakesNoAction() {
    bot.request().delete(scene.call().url()).then().statusCode(204);

    for (Documented action : ACTIONS) {
      Response response =
          act(action.isOnAParticipant() ? participant : scene.url(), action.name(), action.body());
      Refusal.of(409, response).about("state");
      assertThat(ParticipantScene.subcode(response)).isEqualTo("8528");
    }
    assertThat(scene.operations()).isEmpty();
  }

  @Test
  void callBetweenTwoHasNoSuchActions() {
    ParticipantScene two =
        ParticipantScene.with(
            bot,
            "\"state\":\"established\",\"targets\":[{\"identity\":{\"user\":{\"id\":\"u\"}}}]");
    String whom = two.added("");

    for (Documented action : ACTIONS) {
      Response response =
          act(action.isOnAParticipant() ? whom : two.url(), action.name(), action.body());
      Refusal.of(400, response).about("targets");
      assertThat(ParticipantScene.subcode(response)).isEqualTo("8548");
    }
    assertThat(two.operations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"01900000-0000-7000-8000-000000000009", "x"})
  void actionNeedsAParticipant(String id) {
    for (Documented action : ACTIONS) {
      if (action.isOnAParticipant()) {
        Response response = act(scene.url() + "/" + id, action.name(), action.body());
        Refusal.of(404, response);
        assertThat(ParticipantScene.subcode(response)).isEqualTo("8558");
      }
    }
    assertThat(scene.operations()).isEmpty();
  }

  // ---- muting

  @Test
  void muteMutesTheParticipant() {
    act(participant, "mute", "").then().statusCode(200);

    JsonObject after = read(participant);
    assertThat(after.getBoolean("isMuted")).isTrue();
    assertThat(after.getString("@odata.etag")).isEqualTo("W/\"2\"");
    assertThat(after.getInt("rosterSequenceNumber")).isEqualTo(2);
    // Who is muted already does not change, and nobody is told.
    int told = scene.told(bot).size();
    act(participant, "mute", "").then().statusCode(200);
    assertThat(read(participant)).isEqualTo(after);
    assertThat(scene.told(bot)).hasSize(told);
    assertThat(scene.operations()).hasSize(2);
  }

  @Test
  void botThatIsAParticipantMutesItself() {
    String other = scene.added("");
    String id = ParticipantScene.id(participant).replace("-", "").toUpperCase(Locale.ROOT);
    scene
        .media()
        .patch(scene.call().url(), "{\"myParticipantId\":\"%s\"}".formatted(id))
        .then()
        .statusCode(200);

    act(scene.call().url(), "mute", "").then().statusCode(200);
    assertThat(read(participant).getBoolean("isMuted")).isTrue();
    assertThat(read(other).getBoolean("isMuted")).isFalse();
    act(scene.call().url(), "unmute", "").then().statusCode(200);
    assertThat(read(participant).getBoolean("isMuted")).isFalse();
    assertThat(read(participant).getString("@odata.etag")).isEqualTo("W/\"3\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no-id", "01900000-0000-7000-8000-000000000009"})
  void botThatIsNoParticipantIsMutedAllTheSame(String id) {
    if (!id.isEmpty()) {
      scene
          .media()
          .patch(scene.call().url(), "{\"myParticipantId\":\"%s\"}".formatted(id))
          .then()
          .statusCode(200);
    }

    act(scene.call().url(), "mute", "").then().statusCode(200);

    assertThat(scene.roster()).allMatch(each -> !each.getBoolean("isMuted"));
  }

  @Test
  void actionOnAParticipantIsConditionalOnIt() {
    Snapshot before = Snapshot.of(bot, participant);
    Api writer = bot;

    before.refuses(
        412, writer.request().header("If-Match", "W/\"9\"").body("{}").post(participant + "/mute"));
    assertThat(scene.operations()).isEmpty();
    writer
        .request()
        .header("If-Match", before.etag())
        .body("{}")
        .post(participant + "/mute")
        .then()
        .statusCode(200);
    // A collection has no version that a condition could be about.
    Refusal.of(
            400,
            writer
                .request()
                .header("If-Match", "*")
                .body("{%s}".formatted(INVITE.formatted(INVITED)))
                .post(scene.url() + "/invite"))
        .about("If-Match");
  }

  // ---- music

  @Test
  void oneParticipantIsOnHoldAtATime() {
    String other = scene.added("");

    act(participant, "startHoldMusic", MUSIC).then().statusCode(202);
    Response second = act(other, "startHoldMusic", MUSIC);
    Refusal.of(409, second);
    assertThat(ParticipantScene.subcode(second)).isEqualTo("8585");
    assertThat(scene.operations()).hasSize(1);
    // Other music for the same one is no second participant.
    act(participant, "startHoldMusic", "").then().statusCode(202);

    act(participant, "stopHoldMusic", "").then().statusCode(202);
    act(other, "startHoldMusic", MUSIC).then().statusCode(202);
  }

  @Test
  void onlyWhoIsOnHoldComesBack() {
    String other = scene.added("");
    act(participant, "startHoldMusic", "").then().statusCode(202);

    for (Response response :
        List.of(act(other, "stopHoldMusic", ""), act(scene.added(""), "stopHoldMusic", ""))) {
      Refusal.of(409, response);
      assertThat(ParticipantScene.subcode(response)).isEqualTo("8585");
    }
    act(participant, "stopHoldMusic", "").then().statusCode(202);
    Refusal.of(409, act(participant, "stopHoldMusic", ""));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"Completed,409", "Failed,202"})
  void musicThatNeverBeganHoldsNobody(String status, int second) {
    String operation = act(participant, "startHoldMusic", "").header("Location");
    scene.media().patch(operation, "{\"status\":\"%s\"}".formatted(status)).then().statusCode(200);

    assertThat(act(scene.added(""), "startHoldMusic", "").statusCode()).isEqualTo(second);
  }

  @Test
  void whoLeavesIsNotOnHoldAnyMore() {
    String other = scene.added("");
    act(participant, "startHoldMusic", "").then().statusCode(202);

    scene.media().request().delete(participant).then().statusCode(204);

    act(other, "startHoldMusic", "").then().statusCode(202);
  }

  @Test
  void ofTwoThatArePutOnHoldAtOnceOneIs() throws Exception {
    List<String> all = List.of(participant, scene.added(""), scene.added(""));
    List<Callable<Response>> requests = new ArrayList<>();
    all.forEach(each -> requests.add(() -> act(each, "startHoldMusic", "")));

    List<Integer> statuses =
        AtOnce.send(requests).stream().map(Response::statusCode).sorted().toList();

    assertThat(statuses).containsExactly(202, 409, 409);
    assertThat(scene.operations()).hasSize(1);
  }

  /** A circle of locks would show as 503 after the time that one waits for a lock. */
  @Test
  void whateverHappensAtOnceNothingWaitsForEachOther() throws Exception {
    for (int round = 0; round < 5; round++) {
      ParticipantScene busy = ParticipantScene.in(bot, "established");
      String first = busy.added("");
      String second = busy.added("");
      String music = act(first, "startHoldMusic", "").header("Location");
      List<Callable<Response>> requests =
          List.of(
              () -> busy.media().patch(music, "{\"status\":\"Completed\"}"),
              () -> busy.media().patch(first, "{\"metadata\":\"m\"}"),
              () -> act(first, "mute", ""),
              () -> act(first, "stopHoldMusic", ""),
              () -> act(second, "startHoldMusic", ""),
              () -> busy.media().request().delete(second),
              () -> busy.add(busy.media(), ""),
              () -> bot.request().delete(busy.call().url()));

      assertThat(AtOnce.send(requests))
          .allSatisfy(
              answer ->
                  assertThat(answer.statusCode())
                      .as(answer.asString())
                      .isIn(200, 201, 202, 204, 404, 409));
      assertThat(busy.operations().stream().map(each -> each.getString("status")))
          .isSubsetOf("Completed", "Failed");
    }
  }

  // ---- bodies

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "invite | | participants",
        "invite | \"participants\":null | participants",
        "invite | \"participants\":[] | participants",
        "invite | \"participants\":[{}] | participants/0/identity",
        "invite | \"participants\":{} | participants",
        "invite | \"participants\":[7] | participants/0",
        "invite | \"participants\":[INVITED,INVITED,INVITED,INVITED,INVITED,INVITED] | participants",
        "invite | \"participants\":[INVITED],\"clientContext\":7 | clientContext",
        "invite | \"participants\":[INVITED],\"clientContext\":\"LONG\" | clientContext",
        "invite | \"participants\":[INVITED],\"colour\":\"red\" | colour",
        "mute | \"clientContext\":\"LONG\" | clientContext",
        "mute | \"customPrompt\":null | customPrompt",
        "startHoldMusic | \"customPrompt\":{} | customPrompt/@odata.type",
        "startHoldMusic | \"customPrompt\":{\"@odata.type\":\"#microsoft.graph.mediaPrompt\"} | customPrompt/mediaInfo",
        "startHoldMusic | \"customPrompt\":\"p\" | customPrompt",
        "startHoldMusic | \"clientContext\":\"LONG\" | clientContext",
        "stopHoldMusic | \"clientContext\":[] | clientContext",
        "stopHoldMusic | \"prompts\":[] | prompts"
      })
  void wrongParameterIsRefusedAndNamed(String action, String body, String target) {
    Snapshot before = Snapshot.of(bot, participant);

    Response response =
        act(
            action.equals("invite") ? scene.url() : participant,
            action,
            body == null ? "" : body.replace("INVITED", INVITED).replace("LONG", "x".repeat(257)));

    before.refuses(400, response).about(target);
    assertThat(scene.operations()).isEmpty();
  }

  @Test
  void fiveMayBeInvitedAtOnce() {
    act(scene.url(), "invite", INVITE.formatted(INVITED + ("," + INVITED).repeat(4)))
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dance", "unmute", "invite", "Mute", "microsoft.graph.dance", "graph.mute"})
  void unknownActionIsNone(String action) {
    Response response = act(participant, action, INVITE.formatted(INVITED));

    assertThat(response.statusCode()).isIn(404, 405);
    Refusal.of(response.statusCode(), response);
    assertThat(scene.operations()).isEmpty();
  }

  @Test
  void batchTakesActions() {
    String path = participant.replaceFirst(".*/v1.0", "");
    Response response =
        bot.request()
            .body(
                """
                {"requests":[
                 {"id":"1","method":"POST","url":"%1$s/mute"},
                 {"id":"2","method":"POST","url":"%1$s/microsoft.graph.startHoldMusic",
                  "headers":{"Content-Type":"application/json"},"body":{}},
                 {"id":"3","method":"POST","url":"%2$s/invite",
                  "headers":{"Content-Type":"application/json"},"body":{%3$s}},
                 {"id":"4","method":"GET","url":"%1$s/isMuted"}]}
                """
                    .formatted(path, path.replaceFirst("/[^/]+$", ""), INVITE.formatted(INVITED)))
            .post(bot.v1("/$batch"));

    assertThat(response.jsonPath().getList("responses.status", Integer.class))
        .as(response.asString())
        .containsExactly(200, 202, 200, 200);
  }

  // ---- what is told

  @Test
  void platformIsToldWhatToDoWithWhom() {
    int before = scene.told(scene.media()).size();
    String id = ParticipantScene.id(participant);

    act(participant, "mute", "\"clientContext\":\"c\"").then().statusCode(200);
    act(participant, "startHoldMusic", MUSIC).then().statusCode(202);
    act(scene.url(), "invite", INVITE.formatted(INVITED)).then().statusCode(200);

    List<JsonObject> told = scene.told(scene.media()).stream().skip(before).toList();
    assertThat(told).hasSize(4);
    assertThat(told.get(0).getString("resourceUrl")).endsWith("/participants");
    assertThat(told.get(0).isNull("action")).isTrue();
    JsonObject mute = told.get(1).getJsonObject("action");
    assertThat(mute.getString("name")).isEqualTo("mute");
    assertThat(mute.getString("participantId")).isEqualTo(id);
    assertThat(mute.getJsonObject("parameters").getString("clientContext")).isEqualTo("c");
    JsonObject music = told.get(2).getJsonObject("action");
    assertThat(music.getString("name")).isEqualTo("startHoldMusic");
    assertThat(music.getString("participantId")).isEqualTo(id);
    assertThat(music.getJsonObject("parameters")).isEqualTo(Json.object("{" + MUSIC + "}"));
    JsonObject invite = told.get(3).getJsonObject("action");
    assertThat(invite.getString("name")).isEqualTo("invite");
    assertThat(invite.containsKey("participantId")).isFalse();
    assertThat(invite.getJsonObject("parameters").getJsonArray("participants"))
        .containsExactly(Json.object(INVITED));
    // The bot hears of the roster alone; of the operations it will hear the ends.
    assertThat(scene.told(bot).stream().skip(2).map(each -> each.getString("resourceUrl")))
        .containsExactly(scene.url().replaceFirst(".*/v1.0", ""));
  }

  @Test
  void endOfTheMusicIsToldToTheBot() {
    String operation = act(participant, "startHoldMusic", MUSIC).header("Location");

    scene.media().patch(operation, "{\"status\":\"Completed\"}").then().statusCode(200);

    List<JsonObject> told = scene.told(bot);
    JsonObject last = told.get(told.size() - 1);
    assertThat(last.getString("changeType")).isEqualTo("deleted");
    assertThat(last.getJsonObject("resourceData").getString("@odata.type"))
        .isEqualTo("#microsoft.graph.startHoldMusicOperation");
    assertThat(last.getJsonObject("resourceData").getString("clientContext")).isEqualTo("c");
  }

  // ---- permissions

  @ParameterizedTest(name = NAMED)
  @MethodSource("actions")
  void actionIsForTheOwnerAndForWritersOfTheTenant(Documented action) {
    Snapshot before = Snapshot.of(bot, participant);
    String url = (action.isOnAParticipant() ? participant : scene.url()) + "/" + action.name();
    String body = "{%s}".formatted(action.body());

    before.refuses(404, bot.as("bot-2").request().body(body).post(url));
    for (String client : List.of("reader", "guest")) {
      before.refuses(403, bot.as(client).request().body(body).post(url));
    }
    assertThat(scene.operations()).isEmpty();

    if (action.name().equals("stopHoldMusic")) {
      act(participant, "startHoldMusic", "").then().statusCode(202);
    }
    scene.media().request().body(body).post(url).then().statusCode(action.status());
  }
}
