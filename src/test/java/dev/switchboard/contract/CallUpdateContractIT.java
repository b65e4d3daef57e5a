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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PATCH /communications/calls/{id}}: the rules of an operation's, for a call. */
class CallUpdateContractIT {

  private static final String NAMED = "{argumentSetName}";

  private static final Map<String, Set<String>> MOVES =
      Map.of(
          "incoming",
              Set.of("establishing", "established", "redirecting", "terminating", "terminated"),
          "establishing", Set.of("established", "terminating", "terminated"),
          "established", Set.of("hold", "transferring", "terminating", "terminated"),
          "hold", Set.of("established", "transferring", "terminating", "terminated"),
          "transferring",
              Set.of("transferAccepted", "established", "hold", "terminating", "terminated"),
          "transferAccepted", Set.of("established", "hold", "terminating", "terminated"),
          "redirecting", Set.of("terminating", "terminated"),
          "terminating", Set.of("terminated"),
          "terminated", Set.of());

  private final Api bot = Api.bot();

  private Snapshot callWith(String members) {
    return CallScene.callWith(bot, members);
  }

  private Snapshot call() {
    return in("established");
  }

  private Snapshot in(String state) {
    return CallScene.in(bot, state);
  }

  // ---- states

  static Set<String> states() {
    return MOVES.keySet();
  }

  @ParameterizedTest(name = "from {0}")
  @MethodSource("states")
  void stateMovesAsACallDoes(String from) {
    Snapshot before = in(from);

    for (String to : MOVES.keySet()) {
      String patch = "{\"state\":\"%s\"}".formatted(to);
      if (from.equals(to)) {
        before.isUnchangedBy(bot.patch(before.url(), patch));
      } else if (MOVES.get(from).contains(to)) {
        Snapshot moving = in(from);
        moving.becomes(Json.with(moving.json(), patch), bot.patch(moving.url(), patch));
      } else {
        before.refuses(409, bot.patch(before.url(), patch)).about("state");
      }
    }
  }

  @Test
  void unknownFutureValueLeavesTheStateAsItIs() {
    Snapshot before = call();

    before.isUnchangedBy(bot.patch(before.url(), "{\"state\":\"unknownFutureValue\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subject:\"late\"",
        "callbackUri:\"https://other.example/\"",
        "resultInfo:{\"code\":1}",
        "mediaState:{\"audio\":\"active\"}",
        "toneInfo:{\"sequenceId\":1,\"tone\":\"tone1\"}",
        "targets:[{\"identity\":{}}]",
        "colour:\"blue\""
      })
  void callThatHasEndedNeverChanges(String member) {
    Snapshot before = in("terminated");
    int colon = member.indexOf(':');
    String name = member.substring(0, colon);

    before
        .refuses(
            409,
            bot.patch(before.url(), "{\"%s\":%s}".formatted(name, member.substring(colon + 1))))
        .about(name);
  }

  @Test
  void callThatHasEndedTakesWhatItHasAlready() {
    Snapshot before = in("terminated");

    before.isUnchangedBy(bot.patch(before.url(), "{\"state\":\"terminated\",\"subject\":null}"));
    before.isUnchangedBy(bot.patch(before.url(), "{}"));
  }

  @Test
  void illegalMoveTakesTheOtherMembersWithIt() {
    Snapshot before = call();

    before.refuses(409, bot.patch(before.url(), "{\"subject\":\"new\",\"state\":\"incoming\"}"));
  }

  // ---- what ends with the call

  @ParameterizedTest(name = "{0}")
  @CsvSource({"terminated,true", "terminating,false", "hold,false"})
  void openOperationsFailWithTheEndOfTheCall(String state, boolean end) {
    String call = call().url();
    List<Snapshot> open =
        Stream.of("NotStarted", "Running")
            .map(status -> operation(call, "\"status\":\"%s\"".formatted(status)))
            .toList();
    Snapshot done = operation(call, "\"status\":\"Completed\"");

    bot.patch(
            call,
            "{\"state\":\"%s\",\"resultInfo\":{\"code\":200,\"subcode\":4521}}".formatted(state))
        .then()
        .statusCode(200);

    done.stillHolds();
    for (Snapshot operation : open) {
      if (end) {
        JsonObject after = Snapshot.of(bot, operation.url()).json();
        assertThat(after.getString("status")).isEqualTo("Failed");
        assertThat(after.getJsonObject("resultInfo").getInt("code")).isEqualTo(400);
        assertThat(after.getJsonObject("resultInfo").getInt("subcode")).isEqualTo(8508);
      } else {
        operation.stillHolds();
      }
    }
  }

  private Snapshot operation(String call, String members) {
    return Snapshot.of(
        bot,
        bot.newOperationFrom(
            call,
            "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\",%s}".formatted(members)));
  }

  @Test
  void refusedEndLeavesTheOperationsOpen() {
    String call = in("established").url();
    Snapshot open = operation(call, "\"status\":\"Running\"");

    Refusal.of(
        400, bot.patch(call, "{\"state\":\"terminated\",\"mediaState\":{\"audio\":\"loud\"}}"));
    Refusal.of(
        412,
        bot.request()
            .header("If-Match", "W/\"99\"")
            .body("{\"state\":\"terminated\"}")
            .patch(call));

    open.stillHolds();
  }

  @Test
  void noOperationIsLeftOpenInACallThatAPatchEndsMeanwhile() throws Exception {
    for (int round = 0; round < 20; round++) {
      String call = call().url();
      String start = "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\"}";
      List<Callable<Response>> requests = new ArrayList<>();
      requests.add(() -> bot.patch(call, "{\"state\":\"terminated\"}"));
      requests.add(() -> bot.request().body(start).post(call + "/operations"));
      requests.add(() -> bot.as("media").request().body(start).post(call + "/operations"));

      List<Response> answers = AtOnce.send(requests);

      assertThat(answers.get(0).statusCode()).isEqualTo(200);
      assertThat(answers.get(1).statusCode()).isIn(201, 409);
      assertThat(answers.get(2).statusCode()).isIn(201, 409);
      assertThat(bot.get(call + "/operations").jsonPath().getList("value.status", String.class))
          .doesNotContain("NotStarted", "Running");
    }
  }

  // ---- merge

  static Stream<Arguments> merges() {
    return Stream.of(
        merge("subject is replaced", "\"subject\":\"a\"", "\"subject\":\"b\"", "\"subject\":\"b\""),
        merge("null clears", "\"subject\":\"a\"", "\"subject\":null", "\"subject\":null"),
        merge(
            "callbackUri",
            "\"subject\":\"a\"",
            "\"callbackUri\":\"https://other.example/\"",
            "\"callbackUri\":\"https://other.example/\""),
        merge(
            "mediaState begins",
            "\"subject\":\"a\"",
            "\"mediaState\":{\"audio\":\"active\"}",
            "\"mediaState\":{\"audio\":\"active\"}"),
        merge(
            "name of an enumeration in another case",
            "\"subject\":\"a\"",
            "\"mediaState\":{\"audio\":\"ACTIVE\"}",
            "\"mediaState\":{\"audio\":\"active\"}"),
        merge(
            "toneInfo is merged",
            "\"toneInfo\":{\"sequenceId\":1,\"tone\":\"tone5\"}",
            "\"toneInfo\":{\"sequenceId\":2}",
            "\"toneInfo\":{\"sequenceId\":2,\"tone\":\"tone5\"}"),
        merge(
            "toneInfo is cleared",
            "\"toneInfo\":{\"sequenceId\":1,\"tone\":\"tone5\"}",
            "\"toneInfo\":null",
            "\"toneInfo\":null"),
        merge(
            "chatInfo loses a member",
            "\"chatInfo\":{\"threadId\":\"t\",\"messageId\":\"m\"}",
            "\"chatInfo\":{\"messageId\":null}",
            "\"chatInfo\":{\"threadId\":\"t\"}"),
        merge(
            "collection is replaced",
            "\"requestedModalities\":[\"audio\",\"video\"]",
            "\"requestedModalities\":[\"data\"]",
            "\"requestedModalities\":[\"data\"]"),
        merge(
            "collection is emptied",
            "\"requestedModalities\":[\"audio\"]",
            "\"requestedModalities\":[]",
            "\"requestedModalities\":[]"),
        merge(
            "result begins",
            "\"subject\":\"a\"",
            "\"resultInfo\":{\"code\":500,\"subcode\":7000}",
            "\"resultInfo\":{\"@odata.type\":\"#microsoft.graph.resultInfo\",\"code\":500,\"subcode\":7000,\"message\":null}"),
        merge(
            "result that the call was created with is merged",
            "\"resultInfo\":{\"code\":1,\"subcode\":2,\"message\":\"m\"}",
            "\"resultInfo\":{\"code\":3}",
            "\"resultInfo\":{\"@odata.type\":\"#microsoft.graph.resultInfo\",\"code\":3,\"subcode\":2,\"message\":\"m\"}"),
        merge(
            "result that the call was created with is cleared",
            "\"resultInfo\":{\"code\":1}",
            "\"resultInfo\":null",
            "\"resultInfo\":null"),
        merge("dynamic member", "\"colour\":\"red\"", "\"shape\":1", "\"shape\":1"),
        merge(
            "dynamic object is merged",
            "\"look\":{\"a\":1,\"b\":2}",
            "\"look\":{\"b\":3}",
            "\"look\":{\"a\":1,\"b\":3}"),
        merge(
            "types and foreign annotations",
            "\"subject\":\"a\"",
            "\"@odata.type\":\"#microsoft.graph.call\",\"@x.y\":1,\"@odata.etag\":\"W/\\\"77\\\"\",\"subject\":\"b\"",
            "\"subject\":\"b\""));
  }

  private static Arguments merge(String name, String before, String patch, String after) {
    return argumentSet(name, before, patch, after);
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("merges")
  void patchIsMerged(String members, String patch, String after) {
    Snapshot before = callWith(members);

    before.becomes(
        Json.with(before.json(), "{%s}".formatted(after)),
        bot.patch(before.url(), "{%s}".formatted(patch)));
    Snapshot again = Snapshot.of(bot, before.url());
    again.isUnchangedBy(bot.patch(before.url(), "{%s}".formatted(patch)));
  }

  @Test
  void nullTakesADynamicMemberAway() {
    Snapshot before = callWith("\"colour\":\"red\"");

    before.becomes(
        Json.without(before.json(), "colour"), bot.patch(before.url(), "{\"colour\":null}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject", "callChainId", "myParticipantId", "tenantId"})
  void callIsFoundByWhatAPatchMadeOfIt(String member) {
    String before = UUID.randomUUID().toString();
    String after = UUID.randomUUID().toString();
    Snapshot call = callWith("\"%s\":\"%s\"".formatted(member, before));

    bot.patch(call.url(), "{\"%s\":\"%s\"}".formatted(member, after)).then().statusCode(200);

    assertThat(foundBy(member, before)).isEmpty();
    assertThat(foundBy(member, after)).containsExactly(call.json().getString("id"));
  }

  private List<String> foundBy(String member, String value) {
    return bot.get(
            bot.v1("/communications/calls?$filter=%s%%20eq%%20'%s'".formatted(member, value)))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("value.id", String.class);
  }

  @Test
  void callSentBackAsItWasReadChangesNothing() {
    Snapshot before =
        callWith(
            "\"chatInfo\":{\"threadId\":\"t\"},\"mediaState\":{\"audio\":\"active\"},"
                + "\"resultInfo\":{\"code\":200,\"subcode\":0,\"message\":null},\"colour\":\"red\"");

    before.isUnchangedBy(bot.patch(before.url(), before.text()));
  }

  @Test
  void answeredCallStillSaysWhenceItCame() {
    Snapshot before = in("incoming");
    assertThat(before.json().getString("direction")).isEqualTo("incoming");

    before.becomes(
        Json.with(before.json(), "{\"state\":\"established\"}"),
        bot.patch(before.url(), "{\"state\":\"established\"}"));
  }

  // ---- answers

  @Test
  void clientThatPrefersNoContentGetsNone() {
    Snapshot before = call();

    Response response =
        bot.request()
            .header("Prefer", "return=minimal")
            .body("{\"subject\":\"new\"}")
            .patch(before.url());

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.header("Preference-Applied")).isEqualTo("return=minimal");
    assertThat(response.header("ETag")).isEqualTo(Snapshot.of(bot, before.url()).etag());
  }

  @Test
  void projectionIsApplied() {
    Snapshot before = call();

    Response response = bot.patch(before.url() + "?$select=subject", "{\"subject\":\"new\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Json.object(response))
        .containsKey("subject")
        .doesNotContainKeys("state", "callbackUri");
  }

  @Test
  void updateIsConditional() {
    Snapshot before = call();

    before.refuses(
        412,
        bot.request()
            .header("If-Match", "W/\"99\"")
            .body("{\"subject\":\"new\"}")
            .patch(before.url()));
    before.refuses(
        412,
        bot.request()
            .header("If-None-Match", "*")
            .body("{\"subject\":\"new\"}")
            .patch(before.url()));
    before.becomes(
        Json.with(before.json(), "{\"subject\":\"new\"}"),
        bot.request()
            .header("If-Match", before.etag())
            .body("{\"subject\":\"new\"}")
            .patch(before.url()));
  }

  // ---- bad input

  static Stream<Arguments> wrongMembers() {
    return Stream.of(
            "state:null:state",
            "state:1:state",
            "state:\"Established\":state",
            "state:\"ringing\":state",
            "state:[]:state",
            "callbackUri:null:callbackUri",
            "callbackUri:1:callbackUri",
            "callbackUri:\"http://bot.example/\":callbackUri",
            "callbackUri:\"https://u:p@bot.example/\":callbackUri",
            "subject:1:subject",
            "subject:{}:subject",
            "direction:\"sideways\":direction",
            "mediaState:\"active\":mediaState",
            "mediaState:{\"audio\":\"loud\"}:mediaState/audio",
            "mediaState:{\"audio\":1}:mediaState/audio",
            "mediaState:{\"audio\":\"unknownFutureValue\"}:mediaState/audio",
            "mediaState:{\"video\":\"active\"}:mediaState/video",
            "mediaState:{\"@odata.type\":\"#microsoft.graph.toneInfo\"}:mediaState/@odata.type",
            "mediaState:{\"@odata.type\":5}:mediaState/@odata.type",
            "toneInfo:{\"tone\":\"tone1\"}:toneInfo/sequenceId",
            "toneInfo:{\"sequenceId\":1}:toneInfo/tone",
            "toneInfo:{\"sequenceId\":\"1\",\"tone\":\"tone1\"}:toneInfo/sequenceId",
            "toneInfo:{\"sequenceId\":1.5,\"tone\":\"tone1\"}:toneInfo/sequenceId",
            "toneInfo:{\"sequenceId\":9223372036854775808,\"tone\":\"tone1\"}:toneInfo/sequenceId",
            "toneInfo:{\"sequenceId\":1,\"tone\":\"tone10\"}:toneInfo/tone",
            "toneInfo:{\"sequenceId\":1,\"tone\":null}:toneInfo/tone",
            "toneInfo:[]:toneInfo",
            "resultInfo:200:resultInfo",
            "resultInfo:{\"code\":\"200\"}:resultInfo/code",
            "resultInfo:{\"code\":null}:resultInfo/code",
            "resultInfo:{\"subcode\":1}:resultInfo/code",
            "resultInfo:{\"code\":1,\"subCode\":1}:resultInfo/subCode",
            "transcription:{\"state\":\"on\"}:transcription/state",
            "transcription:{\"lastModifiedDateTime\":\"yesterday\",\"state\":\"active\"}:transcription/lastModifiedDateTime",
            "meetingInfo:{\"token\":\"t\"}:meetingInfo/@odata.type",
            "mediaConfig:{\"@odata.type\":\"#microsoft.graph.mediaConfig\"}:mediaConfig/@odata.type",
            "source:{}:source/identity",
            "source:{\"identity\":{\"user\":[]}}:source/identity/user",
            "targets:null:targets",
            "targets:{}:targets",
            "targets:[1]:targets/0",
            "targets:[{}]:targets/0/identity",
            "targets:[{\"identity\":{}},{\"identity\":{},\"hidden\":\"no\"}]:targets/1/hidden",
            "requestedModalities:[\"smell\"]:requestedModalities/0",
            "callRoutes:[{\"routingType\":\"lookup\"}]:callRoutes/0/final",
            "callOptions:{\"@odata.type\":\"#microsoft.graph.outgoingCallOptions\",\"x\":1}:callOptions/x",
            "operations:[]:operations",
            "participants:[]:participants",
            "Subject:\"s\":Subject",
            "9lives:1:9lives",
            "id:1:id",
            "id:\"11111111-2222-3333-4444-555555555555\":id",
            "@odata.type:\"#microsoft.graph.participant\":@odata.type",
            "@odata.type:1:@odata.type")
        .map(
            row -> {
              int first = row.indexOf(':');
              int last = row.lastIndexOf(':');
              String member =
                  "\"%s\":%s".formatted(row.substring(0, first), row.substring(first + 1, last));
              return argumentSet(row, row.substring(last + 1), member);
            });
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("wrongMembers")
  void wrongMemberIsRefusedAndNamed(String target, String member) {
    Snapshot before = call();

    before
        .refuses(400, bot.patch(before.url(), "{\"colour\":\"red\",%s}".formatted(member)))
        .about(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "1", "{", "{\"subject\":\"a\",\"subject\":\"b\"}"})
  void whatIsNoObjectIsRefused(String body) {
    Snapshot before = call();

    before.refuses(400, bot.patch(before.url(), body));
  }

  @Test
  void bodyOfAnotherMediaTypeIsRefused() {
    Snapshot before = call();

    before.refuses(415, bot.request().contentType("text/plain").body("{}").patch(before.url()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"11111111-2222-3333-4444-555555555555", "no-id"})
  void callThatDoesNotExistIsNotCreated(String id) {
    Refusal.of(404, bot.patch(bot.v1("/communications/calls/" + id), "{}"));
  }
}
