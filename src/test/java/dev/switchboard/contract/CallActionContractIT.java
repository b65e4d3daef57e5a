package dev.switchboard.contract;

import static dev.switchboard.contract.CallScene.PROMPT;
import static dev.switchboard.contract.CallScene.TARGET;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The actions on a call (wire contract 3). */
class CallActionContractIT {

  private static final String NAMED = "{argumentSetName}";

  private static final String SERVICE_HOSTED =
      "\"mediaConfig\":{\"@odata.type\":\"#microsoft.graph.serviceHostedMediaConfig\"}";
  private static final String APP_HOSTED =
      "\"mediaConfig\":{\"@odata.type\":\"#microsoft.graph.appHostedMediaConfig\",\"blob\":\"b\"}";

  private static final String RINGING = "incoming";
  private static final String TALKING = "established hold";
  private static final String IN_TALK = "established hold transferring transferAccepted";

  /**
   * An action as the documentation has it.
   *
   * @param body the example of its page
   * @param states in which it is lawful
   * @param subcode what is told in others
   * @param type of the operation that it starts; empty for none
   */
  private record Documented(
      String name, String body, String states, int subcode, int status, String type, String first) {

    private Documented(String name, String body, String states, int subcode, int status) {
      this(name, body, states, subcode, status, "", "");
    }

    private String firstState() {
      return states.split(" ", -1)[0];
    }

    private boolean isLawfulIn(String state) {
      return Set.of(states.split(" ", -1)).contains(state);
    }
  }

  private static final List<Documented> ACTIONS =
      List.of(
          new Documented(
              "answer",
              "\"callbackUri\":\"https://other.example/cb\",%s,\"acceptedModalities\":[\"audio\"]"
                  .formatted(APP_HOSTED),
              RINGING,
              8585,
              202),
          new Documented("reject", "\"reason\":\"busy\"", RINGING, 8585, 202),
          new Documented(
              "redirect",
              "\"targets\":[%s],\"timeout\":55,\"callbackUri\":\"https://other.example/cb\""
                  .formatted(TARGET),
              RINGING,
              8585,
              202),
          new Documented(
              "transfer",
              "\"transferTarget\":%s,\"clientContext\":\"c\"".formatted(TARGET),
              TALKING,
              8501,
              202),
          new Documented(
              "keepAlive",
              "",
              "incoming establishing redirecting terminating " + IN_TALK,
              8528,
              200),
          new Documented("changeScreenSharingRole", "\"role\":\"viewer\"", IN_TALK, 8501, 202),
          new Documented(
              "mute",
              "\"clientContext\":\"c\"",
              IN_TALK,
              8501,
              200,
              "muteParticipantOperation",
              "Completed"),
          new Documented(
              "unmute",
              "\"clientContext\":\"c\"",
              IN_TALK,
              8501,
              200,
              "unmuteParticipantOperation",
              "Completed"),
          new Documented(
              "playPrompt",
              "\"clientContext\":\"c\",\"prompts\":[%s],\"loop\":1".formatted(PROMPT),
              IN_TALK,
              8501,
              200,
              "playPromptOperation",
              "Running"),
          new Documented(
              "recordResponse",
              "\"bargeInAllowed\":true,\"clientContext\":\"c\",\"prompts\":[%s],".formatted(PROMPT)
                  + "\"maxRecordDurationInSeconds\":10,\"initialSilenceTimeoutInSeconds\":5,"
                  + "\"maxSilenceTimeoutInSeconds\":2,\"playBeep\":true,\"stopTones\":[\"#\",\"1\",\"*\"]",
              IN_TALK,
              8501,
              200,
              "recordOperation",
              "Running"),
          new Documented(
              "record",
              "\"clientContext\":\"c\"",
              IN_TALK,
              8501,
              200,
              "recordOperation",
              "Running"),
          new Documented(
              "cancelMediaProcessing",
              "\"clientContext\":\"c\"",
              IN_TALK,
              8501,
              200,
              "cancelMediaProcessingOperation",
              "Completed"),
          new Documented(
              "subscribeToTone",
              "\"clientContext\":\"c\"",
              IN_TALK,
              8501,
              200,
              "subscribeToToneOperation",
              "Completed"),
          new Documented(
              "sendDtmfTones",
              "\"tones\":[\"tone1\",\"pound\"],\"delayBetweenTonesMs\":100,\"clientContext\":\"c\"",
              IN_TALK,
              8501,
              200,
              "sendDtmfTonesOperation",
              "Running"),
          new Documented(
              "updateRecordingStatus",
              "\"status\":\"recording\",\"clientContext\":\"c\"",
              IN_TALK,
              8501,
              200,
              "updateRecordingStatusOperation",
              "Completed"),
          new Documented(
              "addLargeGalleryView",
              "\"clientContext\":\"c\"",
              IN_TALK,
              8501,
              202,
              "addLargeGalleryViewOperation",
              "Running"));

  private final Api bot = Api.bot();

  private Snapshot in(String state) {
    return CallScene.in(bot, state);
  }

  private Response act(Snapshot call, String action, String body) {
    return bot.request().body("{%s}".formatted(body)).post(call.url() + "/" + action);
  }

  private List<String> statuses(Snapshot call) {
    return bot.get(call.url() + "/operations").jsonPath().getList("value.status", String.class);
  }

  private static String subcode(Response response) {
    return Json.object(response)
        .getJsonObject("error")
        .getJsonArray("details")
        .getJsonObject(0)
        .getString("code");
  }

  // ---- what an action answers

  static Stream<Arguments> actions() {
    return ACTIONS.stream().map(action -> argumentSet(action.name(), action));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("actions")
  void actionIsAnsweredAsDocumented(Documented action) {
    Snapshot call = in(action.firstState());

    Response response = act(call, action.name(), action.body());

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(action.status());
    assertThat(response.header("OData-Version")).isEqualTo("4.0");
    if (action.type().isEmpty()) {
      assertThat(response.asString()).isEmpty();
      assertThat(response.header("Location")).isNull();
      assertThat(statuses(call)).isEmpty();
      return;
    }
    JsonObject operation = Json.object(response);
    assertThat(operation.getString("@odata.type")).isEqualTo("#microsoft.graph." + action.type());
    assertThat(operation.getString("status")).isEqualTo(action.first());
    assertThat(operation.getString("clientContext")).isEqualTo("c");
    assertThat(operation.isNull("resultInfo")).isTrue();
    assertThat(response.header("Location"))
        .isEqualTo(call.url() + "/operations/" + operation.getString("id"));
    Response stored = bot.get(response.header("Location"));
    assertThat(stored.asString()).isEqualTo(response.asString());
    assertThat(stored.header("ETag")).isEqualTo(response.header("ETag"));
    // Of the call itself nothing has changed.
    call.stillHolds();
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("actions")
  void qualifiedNameIsTheSameAction(Documented action) {
    Snapshot call = in(action.firstState());

    act(call, "microsoft.graph." + action.name(), action.body()).then().statusCode(action.status());
  }

  @Test
  void actionIsDoneByPostOnly() {
    Snapshot call = in("established");

    for (Documented action : ACTIONS) {
      for (String method : List.of("GET", "PATCH", "PUT", "DELETE")) {
        Response response = bot.request().request(method, call.url() + "/" + action.name());
        assertThat(Refusal.of(405, response).header("Allow"))
            .contains("POST")
            .doesNotContain(method);
      }
    }
    call.stillHolds();
  }

  // ---- states

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
        "terminating",
        "terminated"
      })
  void stateOfTheCallDecides(String state) {
    Snapshot call = in(state);

    for (Documented action : ACTIONS) {
      if (action.isLawfulIn(state)) {
        Response response = act(in(state), action.name(), action.body());
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(action.status());
      } else {
        assertThatItIsRefused(action, call);
      }
    }
    assertThat(statuses(call)).isEmpty();
  }

  private void assertThatItIsRefused(Documented action, Snapshot call) {
    Response response = act(call, action.name(), action.body());

    if (call.json().getString("state").equals("terminated")) {
      // Graph documents a 404 for the call that is over of keepAlive alone.
      boolean keepAlive = action.name().equals("keepAlive");
      call.refuses(keepAlive ? 404 : 409, response).about(keepAlive ? null : "state");
      assertThat(subcode(response)).isEqualTo("8528");
    } else {
      call.refuses(409, response).about("state");
      assertThat(subcode(response)).isEqualTo(Integer.toString(action.subcode()));
    }
  }

  @Test
  void answerEstablishes() {
    Snapshot call = in("incoming");

    act(
            call,
            "answer",
            "\"callbackUri\":\"https://other.example/cb\",%s,\"callOptions\":".formatted(APP_HOSTED)
                + "{\"@odata.type\":\"#microsoft.graph.incomingCallOptions\","
                + "\"isContentSharingNotificationEnabled\":true}")
        .then()
        .statusCode(202);

    JsonObject after = Snapshot.of(bot, call.url()).json();
    assertThat(after.getString("state")).isEqualTo("establishing");
    assertThat(after.getString("direction")).isEqualTo("incoming");
    assertThat(after.getString("callbackUri")).isEqualTo("https://other.example/cb");
    assertThat(after.getJsonObject("mediaConfig").getString("blob")).isEqualTo("b");
    assertThat(after.getJsonObject("callOptions").getBoolean("isContentSharingNotificationEnabled"))
        .isTrue();
    assertThat(after.getString("@odata.etag")).isEqualTo("W/\"2\"");
  }

  @ParameterizedTest(name = "{0}: {1}/{2}")
  @CsvSource({
    "'\"reason\":\"busy\"',486,8540",
    "'\"reason\":\"forbidden\"',403,8538",
    "'\"reason\":\"none\"',403,8538",
    "'',403,8538"
  })
  void rejectEndsTheCall(String body, int code, int subcode) {
    Snapshot call = in("incoming");

    act(call, "reject", body).then().statusCode(202);

    JsonObject after = Snapshot.of(bot, call.url()).json();
    assertThat(after.getString("state")).isEqualTo("terminated");
    assertThat(after.getJsonObject("resultInfo").getInt("code")).isEqualTo(code);
    assertThat(after.getJsonObject("resultInfo").getInt("subcode")).isEqualTo(subcode);
  }

  @Test
  void rejectFailsTheOpenOperations() {
    Snapshot call = in("incoming");
    Snapshot open = Snapshot.of(bot, bot.newOperation(call.url(), "playPromptOperation"));

    act(call, "reject", "").then().statusCode(202);

    JsonObject after = Snapshot.of(bot, open.url()).json();
    assertThat(after.getString("status")).isEqualTo("Failed");
    assertThat(after.getJsonObject("resultInfo").getInt("subcode")).isEqualTo(8508);
  }

  @Test
  void redirectAndTransferMoveTheState() {
    Snapshot ringing = in("incoming");
    Snapshot talking = in("established");

    act(ringing, "redirect", "\"targets\":[%s]".formatted(TARGET)).then().statusCode(202);
    act(talking, "transfer", "\"transferTarget\":" + TARGET).then().statusCode(202);

    assertThat(Snapshot.of(bot, ringing.url()).json().getString("state")).isEqualTo("redirecting");
    assertThat(Snapshot.of(bot, talking.url()).json().getString("state")).isEqualTo("transferring");
  }

  // ---- cancelMediaProcessing

  @Test
  void cancelFailsWhatPlaysAndRecordsAndNothingElse() {
    Snapshot call = in("established");
    Map<String, String> operations =
        Map.of(
            "playPrompt",
                act(call, "playPrompt", "\"prompts\":[%s]".formatted(PROMPT)).header("Location"),
            "record", act(call, "recordResponse", "").header("Location"),
            "tones", act(call, "sendDtmfTones", "\"tones\":[\"tone1\"]").header("Location"),
            "gallery", act(call, "addLargeGalleryView", "").header("Location"),
            "waiting", bot.newOperation(call.url(), "playPromptOperation"),
            "done", bot.newOperation(call.url(), "playPromptOperation"));
    bot.patch(operations.get("done"), "{\"status\":\"Completed\"}").then().statusCode(200);

    act(call, "cancelMediaProcessing", "").then().statusCode(200);

    for (String cancelled : List.of("playPrompt", "record", "waiting")) {
      JsonObject after = Snapshot.of(bot, operations.get(cancelled)).json();
      assertThat(after.getString("status")).as(cancelled).isEqualTo("Failed");
      assertThat(after.getJsonObject("resultInfo").getInt("code")).isEqualTo(400);
      assertThat(after.getJsonObject("resultInfo").getInt("subcode")).isEqualTo(8508);
    }
    assertThat(status(operations.get("tones"))).isEqualTo("Running");
    assertThat(status(operations.get("gallery"))).isEqualTo("Running");
    assertThat(status(operations.get("done"))).isEqualTo("Completed");
  }

  private String status(String operation) {
    return Snapshot.of(bot, operation).json().getString("status");
  }

  @Test
  void noOperationIsLeftOpenByACallThatEndsMeanwhile() throws Exception {
    for (int round = 0; round < 10; round++) {
      Snapshot call = in("established");
      List<Callable<Response>> requests = new ArrayList<>();
      requests.add(() -> bot.request().delete(call.url()));
      for (int i = 0; i < 3; i++) {
        requests.add(() -> act(call, "playPrompt", "\"prompts\":[%s]".formatted(PROMPT)));
      }

      List<Response> answers = AtOnce.send(requests);

      assertThat(answers.get(0).statusCode()).isEqualTo(204);
      assertThat(answers.subList(1, 4)).allSatisfy(a -> assertThat(a.statusCode()).isIn(200, 409));
      assertThat(statuses(call)).doesNotContain("NotStarted", "Running");
    }
  }

  // ---- kinds of calls

  @ParameterizedTest
  @ValueSource(strings = {"playPrompt", "recordResponse", "record", "subscribeToTone"})
  void whatTheServicePlaysIsNotForBotsThatHostTheirMedia(String action) {
    Snapshot call = CallScene.callWith(bot, "\"state\":\"established\"," + APP_HOSTED);

    Response response = act(call, action, documented(action).body());

    call.refuses(400, response).about("mediaConfig");
    assertThat(subcode(response)).isEqualTo("8500");
    act(
            CallScene.callWith(bot, "\"state\":\"established\"," + SERVICE_HOSTED),
            action,
            documented(action).body())
        .then()
        .statusCode(200);
  }

  @Test
  void sharingTheScreenIsForBotsThatHostTheirMedia() {
    Snapshot call = CallScene.callWith(bot, "\"state\":\"established\"," + SERVICE_HOSTED);

    Response response = act(call, "changeScreenSharingRole", "\"role\":\"sharer\"");

    call.refuses(400, response).about("mediaConfig");
    assertThat(subcode(response)).isEqualTo("8500");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mute", "unmute", "changeScreenSharingRole"})
  void whatNeedsAGroupIsNotForACallBetweenTwo(String action) {
    String one = "\"state\":\"established\",\"targets\":[%s]".formatted(TARGET);
    Snapshot call = CallScene.callWith(bot, one);

    Response response = act(call, action, documented(action).body());

    call.refuses(400, response).about("targets");
    assertThat(subcode(response)).isEqualTo("8548");
    for (String group :
        List.of(
            one + ",\"chatInfo\":{\"threadId\":\"t\"}",
            "\"state\":\"established\",\"targets\":[%s,%s]".formatted(TARGET, TARGET))) {
      act(CallScene.callWith(bot, group), action, documented(action).body())
          .then()
          .statusCode(documented(action).status());
    }
  }

  private static Documented documented(String name) {
    return ACTIONS.stream().filter(action -> action.name().equals(name)).findFirst().orElseThrow();
  }

  // ---- bodies

  static Stream<Arguments> wrongBodies() {
    String tooLong = "\"" + "x".repeat(257) + "\"";
    return Stream.of(
        wrong("answer", "", "callbackUri"),
        wrong("answer", "\"callbackUri\":\"https://a.example/\"", "mediaConfig"),
        wrong("answer", "\"callbackUri\":\"http://a.example/\"," + APP_HOSTED, "callbackUri"),
        wrong(
            "answer",
            "\"callbackUri\":\"https://a.example/\",\"mediaConfig\":{}",
            "mediaConfig/@odata.type"),
        wrong(
            "answer",
            "\"callbackUri\":\"https://a.example/\",\"acceptedModalities\":[\"smell\"],"
                + APP_HOSTED,
            "acceptedModalities/0"),
        wrong("reject", "\"reason\":\"tired\"", "reason"),
        wrong("reject", "\"callbackUri\":\"https://u:p@a.example/\"", "callbackUri"),
        wrong("redirect", "", "targets"),
        wrong("redirect", "\"targets\":[]", "targets"),
        wrong("redirect", "\"targets\":[{}]", "targets/0/identity"),
        wrong("redirect", "\"targets\":[%s],\"timeout\":14".formatted(TARGET), "timeout"),
        wrong("redirect", "\"targets\":[%s],\"timeout\":91".formatted(TARGET), "timeout"),
        wrong("redirect", "\"targets\":[%s],\"timeout\":\"55\"".formatted(TARGET), "timeout"),
        wrong(
            "redirect",
            "\"targets\":[%s]".formatted(TARGET + ("," + TARGET).repeat(25)),
            "targets"),
        wrong("transfer", "", "transferTarget"),
        wrong("transfer", "\"transferTarget\":null", "transferTarget"),
        wrong("transfer", "\"transferTarget\":[%s]".formatted(TARGET), "transferTarget"),
        wrong("keepAlive", "\"clientContext\":\"c\"", "clientContext"),
        wrong("changeScreenSharingRole", "", "role"),
        wrong("changeScreenSharingRole", "\"role\":1", "role"),
        wrong("mute", "\"clientContext\":" + tooLong, "clientContext"),
        wrong("mute", "\"clientContext\":7", "clientContext"),
        wrong("mute", "\"colour\":\"red\"", "colour"),
        wrong("mute", "\"@odata.type\":7", "@odata.type"),
        wrong("playPrompt", "", "prompts"),
        wrong("playPrompt", "\"prompts\":[]", "prompts"),
        wrong("playPrompt", "\"prompts\":{}", "prompts"),
        wrong("playPrompt", "\"prompts\":[null]", "prompts/0"),
        wrong(
            "playPrompt", "\"prompts\":[{\"mediaInfo\":{\"uri\":\"u\"}}]", "prompts/0/@odata.type"),
        wrong(
            "playPrompt",
            "\"prompts\":[{\"@odata.type\":\"#microsoft.graph.mediaPrompt\"}]",
            "prompts/0/mediaInfo"),
        wrong(
            "playPrompt",
            "\"prompts\":[%s]".formatted(PROMPT + ("," + PROMPT).repeat(20)),
            "prompts"),
        wrong("recordResponse", "\"prompts\":[%s,%s]".formatted(PROMPT, PROMPT), "prompts"),
        wrong("recordResponse", "\"maxRecordDurationInSeconds\":121", "maxRecordDurationInSeconds"),
        wrong(
            "recordResponse",
            "\"initialSilenceTimeoutInSeconds\":0",
            "initialSilenceTimeoutInSeconds"),
        wrong("recordResponse", "\"playBeep\":\"true\"", "playBeep"),
        wrong("recordResponse", "\"stopTones\":[1]", "stopTones/0"),
        wrong("sendDtmfTones", "", "tones"),
        wrong("sendDtmfTones", "\"tones\":[\"tone10\"]", "tones/0"),
        wrong(
            "sendDtmfTones",
            "\"tones\":[\"tone1\"],\"delayBetweenTonesMs\":-1",
            "delayBetweenTonesMs"),
        wrong("updateRecordingStatus", "", "status"),
        wrong("updateRecordingStatus", "\"status\":\"Completed\"", "status"));
  }

  private static Arguments wrong(String action, String body, String target) {
    return argumentSet(
        action + " {" + (body.length() > 60 ? body.substring(0, 60) : body) + "}",
        action,
        body,
        target);
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("wrongBodies")
  void wrongParameterIsRefusedAndNamed(String action, String body, String target) {
    Snapshot call = in(documented(action).firstState());

    call.refuses(400, act(call, action, body)).about(target);

    assertThat(statuses(call)).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsTold() {
    Snapshot call = in("established");

    Response response =
        act(call, "playPrompt", "\"prompts\":[{}],\"clientContext\":7,\"colour\":\"red\"");

    call.refuses(400, response);
    assertThat(Json.object(response).getJsonObject("error").getJsonArray("details")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "null", "7", "{", "{\"clientContext\":\"a\",\"clientContext\":\"b\"}"})
  void whatIsNoObjectIsRefused(String body) {
    Snapshot call = in("established");

    call.refuses(400, bot.request().body(body).post(call.url() + "/mute"));
    assertThat(statuses(call)).isEmpty();
  }

  @Test
  void bodyWithoutMembersMayBeLeftOut() {
    Snapshot call = in("established");

    bot.request().body("{}").post(call.url() + "/mute").then().statusCode(200);
    bot.request().body("").post(call.url() + "/mute").then().statusCode(200);
    bot.anonymous()
        .noContentType()
        .header("Authorization", "Bearer " + bot.token())
        .post(call.url() + "/keepAlive")
        .then()
        .statusCode(200);
    call.refuses(415, bot.request().contentType("text/plain").body("x").post(call.url() + "/mute"));
  }

  @Test
  void foreignAnnotationsAreIgnored() {
    Snapshot call = in("established");

    act(call, "mute", "\"@x.y\":1,\"clientContext@x.y\":2,\"clientContext\":null")
        .then()
        .statusCode(200);
  }

  // ---- requests

  @Test
  void clientThatPrefersNoContentGetsNone() {
    Snapshot call = in("established");

    Response response =
        bot.request().header("Prefer", "return=minimal").body("{}").post(call.url() + "/mute");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.header("Preference-Applied")).isEqualTo("return=minimal");
    assertThat(bot.get(response.header("Location")).statusCode()).isEqualTo(200);
  }

  @Test
  void actionIsConditional() {
    Snapshot call = in("established");

    call.refuses(
        412, bot.request().header("If-Match", "W/\"99\"").body("{}").post(call.url() + "/mute"));
    assertThat(statuses(call)).isEmpty();
    bot.request()
        .header("If-Match", call.etag())
        .body("{}")
        .post(call.url() + "/mute")
        .then()
        .statusCode(200);
  }

  @Test
  void queryOptionIsNotIgnored() {
    Snapshot call = in("established");

    call.refuses(501, bot.request().body("{}").post(call.url() + "/mute?$filter=true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dance", "Mute", "microsoft.graph.dance", "graph.mute", "mute/mute"})
  void unknownActionIsNone(String action) {
    Snapshot call = in("established");

    Response response = act(call, action, "");

    assertThat(response.statusCode()).isIn(404, 405);
    Refusal.of(response.statusCode(), response);
    call.stillHolds();
  }

  @ParameterizedTest
  @ValueSource(strings = {"01900000-0000-7000-8000-000000000009", "x"})
  void actionNeedsACall(String id) {
    Refusal.of(404, bot.request().body("{}").post(bot.v1("/communications/calls/" + id + "/mute")));
  }

  @Test
  void keysMayStandInParentheses() {
    Snapshot call = in("established");

    bot.request()
        .body("{}")
        .post(call.url().replaceFirst("calls/([^/]+)$", "calls('$1')") + "/microsoft.graph.mute")
        .then()
        .statusCode(200);
  }

  @Test
  void batchTakesActions() {
    Snapshot call = in("established");
    String path = call.url().replaceFirst(".*/v1.0", "");

    Response response =
        bot.request()
            .body(
                """
                {"requests":[
                 {"id":"1","method":"POST","url":"%1$s/mute",
                  "headers":{"Content-Type":"application/json"},"body":{"clientContext":"c"}},
                 {"id":"2","method":"POST","url":"%1$s/keepAlive"}]}
                """
                    .formatted(path))
            .post(bot.v1("/$batch"));

    assertThat(response.jsonPath().getList("responses.status", Integer.class))
        .as(response.asString())
        .containsExactly(200, 200);
    assertThat(statuses(call)).containsExactly("Completed");
  }

  // ---- permissions

  @ParameterizedTest(name = NAMED)
  @MethodSource("actions")
  void actionIsForTheOwnerAndForWritersOfTheTenant(Documented action) {
    Snapshot call = in(action.firstState());
    String url = call.url() + "/" + action.name();
    String body = "{%s}".formatted(action.body());

    Map.of("bot-2", 404, "reader", 403, "guest", 403)
        .forEach(
            (client, status) ->
                call.refuses(status, bot.as(client).request().body(body).post(url)));
    assertThat(statuses(call)).isEmpty();

    bot.as("media").request().body(body).post(url).then().statusCode(action.status());
  }
}
