package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Snapshot;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which way an operation may go: wire contract 4.6. */
class StateMachineContractIT {

  private static final String NAMED = "{argumentSetName}";
  private static final List<String> STATUSES =
      List.of("NotStarted", "Running", "Completed", "Failed");
  private static final List<String> LEGAL =
      List.of(
          "NotStarted->Running",
          "NotStarted->Completed",
          "NotStarted->Failed",
          "Running->Completed",
          "Running->Failed");

  private final Api bot = Api.bot();

  /** An operation with a result, so that a failure needs none of its own. */
  private Snapshot in(String status) {
    return Snapshot.of(
        bot,
        bot.newOperationFrom(
            bot.newCall(),
            "{\"@odata.type\":\"#microsoft.graph.recordOperation\",\"status\":\"%s\",\"clientContext\":\"c\",\"resultInfo\":{\"code\":1},\"colour\":\"red\"}"
                .formatted(status)));
  }

  private Snapshot withoutResult(String status) {
    return Snapshot.of(
        bot,
        bot.newOperationFrom(
            bot.newCall(),
            "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\",\"status\":\"%s\"}"
                .formatted(status)));
  }

  static Stream<Arguments> legalMoves() {
    return moves().filter(move -> LEGAL.contains(move.get()[0] + "->" + move.get()[1]));
  }

  static Stream<Arguments> illegalMoves() {
    return moves()
        .filter(move -> !move.get()[0].equals(move.get()[1]))
        .filter(move -> !LEGAL.contains(move.get()[0] + "->" + move.get()[1]));
  }

  private static Stream<Arguments> moves() {
    return STATUSES.stream().flatMap(from -> STATUSES.stream().map(to -> arguments(from, to)));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("legalMoves")
  void operationMovesForward(String from, String to) {
    Snapshot before = in(from);
    String patch = "{\"status\":\"%s\"}".formatted(to);

    before.becomes(Json.with(before.json(), patch), bot.patch(before.url(), patch));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("illegalMoves")
  void operationNeverMovesBackOrOutOfAnEnd(String from, String to) {
    Snapshot before = in(from);

    before
        .refuses(409, bot.patch(before.url(), "{\"status\":\"%s\"}".formatted(to)))
        .about("status");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NotStarted", "Running", "Completed", "Failed"})
  void sameStatusChangesNothing(String status) {
    Snapshot before = in(status);

    before.isUnchangedBy(bot.patch(before.url(), "{\"status\":\"%s\"}".formatted(status)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NotStarted", "Running", "Completed", "Failed"})
  void newOperationMayBeginInAnyStatus(String status) {
    assertThat(in(status).json().getString("status")).isEqualTo(status);
  }

  @Test
  void illegalMoveTakesTheOtherMembersWithIt() {
    Snapshot before = in("Running");

    before
        .refuses(
            409,
            bot.patch(
                before.url(),
                "{\"clientContext\":\"new\",\"status\":\"NotStarted\",\"colour\":\"blue\"}"))
        .about("status");
  }

  @Test
  void openOperationTakesOtherChangesWhileItsStatusStays() {
    Snapshot before = in("Running");
    String patch = "{\"status\":\"Running\",\"clientContext\":\"new\"}";

    before.becomes(
        Json.with(before.json(), "{\"clientContext\":\"new\"}"), bot.patch(before.url(), patch));
  }

  @Test
  void lastPatchEndsTheOperationAndChangesTheRestAtOnce() {
    Snapshot before = in("NotStarted");
    String patch =
        "{\"status\":\"Completed\",\"clientContext\":null,\"recordingLocation\":\"https://a.example/1\"}";

    before.becomes(Json.with(before.json(), patch), bot.patch(before.url(), patch));
  }

  static Stream<Arguments> changes() {
    return Stream.of("Completed", "Failed")
        .flatMap(
            status ->
                Stream.of(
                    change(status, "clientContext", "{\"clientContext\":\"new\"}"),
                    change(status, "clientContext", "{\"clientContext\":null}"),
                    change(status, "resultInfo", "{\"resultInfo\":{\"code\":2}}"),
                    change(status, "resultInfo", "{\"resultInfo\":{\"message\":\"m\"}}"),
                    change(status, "resultInfo", "{\"resultInfo\":null}"),
                    change(status, "recordingLocation", "{\"recordingLocation\":\"x\"}"),
                    change(status, "recordingAccessToken", "{\"recordingAccessToken\":\"x\"}"),
                    change(status, "colour", "{\"colour\":\"blue\"}"),
                    change(status, "colour", "{\"colour\":null}"),
                    change(status, "shape", "{\"shape\":\"round\"}"),
                    change(
                        status,
                        "clientContext",
                        "{\"status\":\"%s\",\"clientContext\":\"new\"}".formatted(status))));
  }

  private static Arguments change(String status, String target, String patch) {
    return argumentSet(status + " " + patch, status, target, patch);
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("changes")
  void endedOperationIsImmutable(String status, String target, String patch) {
    Snapshot before = in(status);

    before.refuses(409, bot.patch(before.url(), patch)).about(target);
  }

  static Stream<Arguments> repetitions() {
    return Stream.of("Completed", "Failed")
        .flatMap(
            status ->
                Stream.of(
                        "{}",
                        "{\"clientContext\":\"c\"}",
                        "{\"resultInfo\":{\"code\":1}}",
                        "{\"resultInfo\":{}}",
                        "{\"colour\":\"red\",\"shape\":null}",
                        "{\"recordingLocation\":null}",
                        "{\"@odata.type\":\"#microsoft.graph.commsOperation\"}")
                    .map(patch -> argumentSet(status + " " + patch, status, patch)));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("repetitions")
  void endedOperationAcceptsWhatItAlreadyIs(String status, String patch) {
    Snapshot before = in(status);

    before.isUnchangedBy(bot.patch(before.url(), patch));
  }

  @Test
  void wrongMemberOfAnEndedOperationIsStillWrong() {
    Snapshot before = in("Completed");

    before.refuses(400, bot.patch(before.url(), "{\"status\":2}")).about("status");
  }

  @Test
  void endedOperationCanBeDeleted() {
    Snapshot before = in("Completed");

    bot.request().delete(before.url()).then().statusCode(204);

    bot.get(before.url()).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"Failed\"}",
        "{\"status\":\"3\"}",
        "{\"status\":\"Failed\",\"resultInfo\":null}",
        "{\"status\":\"Failed\",\"resultInfo\":{}}"
      })
  void failureWithoutReasonGetsOne(String patch) {
    Snapshot before = withoutResult("Running");

    Response response = bot.patch(before.url(), patch);

    JsonObject result = Json.object(response).getJsonObject("resultInfo");
    assertThat(result.getString("message")).isNotBlank();
    assertThat(Json.without(result, "message"))
        .isEqualTo(
            Json.object(
                "{\"@odata.type\":\"#microsoft.graph.resultInfo\",\"code\":500,\"subcode\":9999}"));
    before.becomes(
        Json.with(before.json(), "{\"status\":\"Failed\",\"resultInfo\":%s}".formatted(result)),
        response);
    Snapshot.of(bot, before.url()).isUnchangedBy(bot.patch(before.url(), patch));
  }

  @Test
  void failureThatIsBornWithoutReasonGetsOne() {
    JsonObject result = withoutResult("Failed").json().getJsonObject("resultInfo");

    assertThat(result.getInt("code")).isEqualTo(500);
    assertThat(result.getInt("subcode")).isEqualTo(9999);
  }

  @Test
  void failureWithReasonKeepsIt() {
    Snapshot before = withoutResult("Running");

    before.becomes(
        Json.with(
            before.json(),
            "{\"status\":\"Failed\",\"resultInfo\":{\"@odata.type\":\"#microsoft.graph.resultInfo\",\"code\":400,\"subcode\":8508,\"message\":null}}"),
        bot.patch(
            before.url(),
            "{\"status\":\"Failed\",\"resultInfo\":{\"code\":400,\"subcode\":8508}}"));
  }

  @Test
  void successNeedsNoResult() {
    Snapshot before = withoutResult("NotStarted");

    before.becomes(
        Json.with(before.json(), "{\"status\":\"Completed\"}"),
        bot.patch(before.url(), "{\"status\":\"Completed\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"Completed\",\"resultInfo\":{\"code\":200,\"message\":\"done\"},\"colour\":null}",
        "{\"status\":\"running\",\"clientContext\":null,\"shape\":{\"a\":null,\"b\":1}}",
        "{\"status\":\"Failed\",\"resultInfo\":null}"
      })
  void samePatchAgainChangesNothing(String patch) {
    String operation = in("NotStarted").url();
    bot.patch(operation, patch).then().statusCode(200);

    Snapshot.of(bot, operation).isUnchangedBy(bot.patch(operation, patch));
  }
}
