package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Snapshot;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a PATCH may say of the type of an operation and of the members that only some types have:
 * wire contract 4.1.
 */
class DerivedTypeContractIT {

  private static final String NAMED = "{argumentSetName}";

  private static final String PARTICIPANT =
      "{\"@odata.type\":\"#microsoft.graph.invitationParticipantInfo\",\"hidden\":false,"
          + "\"replacesCallId\":null,\"identity\":{\"user\":{\"id\":\"%s\",\"displayName\":null,"
          + "\"tenantId\":\"t\"},\"phone\":{\"id\":\"+49\"}},\"x\":[1,{\"y\":null}]}";

  private final Api bot = Api.bot();

  private void becomes(Snapshot before, String patch, String changed) {
    before.becomes(Json.with(before.json(), changed), bot.patch(before.url(), patch));
  }

  @ParameterizedTest
  @ValueSource(strings = {"playPromptOperation", "commsOperation"})
  void castToTheTypeOfTheOperationIsAnEditUrl(String type) {
    Snapshot before = Snapshot.ofFilledOperation(bot);
    String cast = before.url() + "/microsoft.graph." + type;

    assertThat(bot.get(cast).then().statusCode(200).extract().asString()).isEqualTo(before.text());
    before.becomes(
        Json.with(before.json(), "{\"clientContext\":\"cast\"}"),
        bot.patch(cast, "{\"clientContext\":\"cast\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"recordOperation", "singOperation", "call", "PlayPromptOperation", "resultInfo"})
  void castToAnotherTypeIsNotFound(String type) {
    Snapshot before = Snapshot.ofFilledOperation(bot);
    String cast = before.url() + "/microsoft.graph." + type;

    before.refuses(404, bot.get(cast));
    before.refuses(404, bot.patch(cast, "{\"clientContext\":\"cast\"}"));
    before.refuses(404, bot.request().delete(cast));
  }

  @Test
  void baseTypeDoesNotDownCast() {
    Snapshot before =
        Snapshot.ofNew(bot, "recordOperation", "\"recordingLocation\":\"https://a.example/1\"");

    becomes(
        before,
        "{\"@odata.type\":\"#microsoft.graph.commsOperation\","
            + "\"recordingLocation\":\"https://a.example/2\"}",
        "{\"recordingLocation\":\"https://a.example/2\"}");
  }

  @Test
  void derivedTypeOnAnOperationOfTheBaseTypeIsRefused() {
    Snapshot before = Snapshot.ofNew(bot, "commsOperation", "\"clientContext\":\"c\"");

    before
        .refuses(
            400,
            bot.patch(before.url(), "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\"}"))
        .about("@odata.type");
  }

  static Stream<Arguments> derivedMembers() {
    return Stream.of(
        argumentSet(
            "recordingLocation",
            "recordOperation",
            "{\"recordingLocation\":\"https://a.example/2\"}",
            "{\"recordingLocation\":\"https://a.example/2\"}"),
        argumentSet(
            "null recordingLocation",
            "recordOperation",
            "{\"recordingLocation\":null}",
            "{\"recordingLocation\":null}"),
        argumentSet(
            "recordingAccessToken",
            "recordOperation",
            "{\"recordingAccessToken\":\"secret\"}",
            "{\"recordingAccessToken\":\"secret\"}"),
        argumentSet(
            "null recordingAccessToken",
            "recordOperation",
            "{\"recordingAccessToken\":null}",
            "{\"recordingAccessToken\":null}"),
        argumentSet(
            "completionReason",
            "sendDtmfTonesOperation",
            "{\"completionReason\":\"mediaOperationCanceled\"}",
            "{\"completionReason\":\"mediaOperationCanceled\"}"),
        argumentSet(
            "completionReason in another case",
            "sendDtmfTonesOperation",
            "{\"completionReason\":\"UNKNOWN\"}",
            "{\"completionReason\":\"unknown\"}"),
        argumentSet(
            "completionReason as number",
            "sendDtmfTonesOperation",
            "{\"completionReason\":\"2\"}",
            "{\"completionReason\":\"mediaOperationCanceled\"}"),
        argumentSet(
            "null completionReason",
            "sendDtmfTonesOperation",
            "{\"completionReason\":null}",
            "{\"completionReason\":null}"),
        argumentSet(
            "one other participant",
            "inviteParticipantsOperation",
            "{\"participants\":[%s]}".formatted(PARTICIPANT.formatted("c")),
            "{\"participants\":[%s]}".formatted(PARTICIPANT.formatted("c"))),
        argumentSet(
            "participants in another order",
            "inviteParticipantsOperation",
            "{\"participants\":[%s,%s]}"
                .formatted(PARTICIPANT.formatted("b"), PARTICIPANT.formatted("a")),
            "{\"participants\":[%s,%s]}"
                .formatted(PARTICIPANT.formatted("b"), PARTICIPANT.formatted("a"))),
        argumentSet(
            "fewer members of a participant",
            "inviteParticipantsOperation",
            "{\"participants\":[{\"identity\":{}}]}",
            "{\"participants\":[{\"identity\":{}}]}"),
        argumentSet(
            "no participants",
            "inviteParticipantsOperation",
            "{\"participants\":[]}",
            "{\"participants\":[]}"));
  }

  /** An operation of a derived type in which the members of that type have values. */
  private Snapshot derived(String type) {
    return Snapshot.ofNew(
        bot,
        type,
        switch (type) {
          case "recordOperation" ->
              "\"recordingLocation\":\"https://a.example/1\",\"recordingAccessToken\":\"t\"";
          case "sendDtmfTonesOperation" -> "\"completionReason\":\"completedSuccessfully\"";
          case "inviteParticipantsOperation" ->
              "\"participants\":[%s,%s]"
                  .formatted(PARTICIPANT.formatted("a"), PARTICIPANT.formatted("b"));
          default -> throw new IllegalArgumentException(type);
        });
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("derivedMembers")
  void memberOfADerivedTypeIsReplacedAsAWhole(String type, String patch, String changed) {
    becomes(derived(type), patch, changed);
  }

  /** In an update it means "as it is", in a creation nothing at all. */
  @ParameterizedTest
  @ValueSource(strings = {"unknownFutureValue", "3"})
  void sentinelOfAnEvolvableEnumIsNoValue(String sentinel) {
    Snapshot before = derived("sendDtmfTonesOperation");
    String member = "\"completionReason\":\"%s\"".formatted(sentinel);

    becomes(before, "{\"clientContext\":\"c\",%s}".formatted(member), "{\"clientContext\":\"c\"}");
    Refusal.of(
            400,
            bot.request()
                .body(
                    "{\"@odata.type\":\"#microsoft.graph.sendDtmfTonesOperation\",%s}"
                        .formatted(member))
                .post(bot.newCall() + "/operations"))
        .about("completionReason");
  }

  @Test
  void participantsThatAreNotGivenStay() {
    becomes(
        derived("inviteParticipantsOperation"),
        "{\"clientContext\":\"c\"}",
        "{\"clientContext\":\"c\"}");
  }

  static Stream<Arguments> wrongDerivedMembers() {
    return Stream.of(
        argumentSet(
            "recordingLocation as number",
            "recordOperation",
            "recordingLocation",
            "{\"recordingLocation\":1}"),
        argumentSet(
            "recordingAccessToken as object",
            "recordOperation",
            "recordingAccessToken",
            "{\"recordingAccessToken\":{}}"),
        argumentSet(
            "unknown completionReason",
            "sendDtmfTonesOperation",
            "completionReason",
            "{\"completionReason\":\"bored\"}"),
        argumentSet(
            "completionReason as number",
            "sendDtmfTonesOperation",
            "completionReason",
            "{\"completionReason\":1}"),
        argumentSet(
            "null participants",
            "inviteParticipantsOperation",
            "participants",
            "{\"participants\":null}"),
        argumentSet(
            "participants as object",
            "inviteParticipantsOperation",
            "participants",
            "{\"participants\":{}}"),
        argumentSet(
            "participants as string",
            "inviteParticipantsOperation",
            "participants",
            "{\"participants\":\"a\"}"),
        argumentSet(
            "null participant",
            "inviteParticipantsOperation",
            "participants/0",
            "{\"participants\":[null]}"),
        argumentSet(
            "participant as string",
            "inviteParticipantsOperation",
            "participants/1",
            "{\"participants\":[{\"identity\":{}},\"a\"]}"),
        argumentSet(
            "participant without identity",
            "inviteParticipantsOperation",
            "participants/0/identity",
            "{\"participants\":[{\"hidden\":true}]}"),
        argumentSet(
            "null identity",
            "inviteParticipantsOperation",
            "participants/0/identity",
            "{\"participants\":[{\"identity\":null}]}"),
        argumentSet(
            "hidden as string",
            "inviteParticipantsOperation",
            "participants/0/hidden",
            "{\"participants\":[{\"identity\":{},\"hidden\":\"true\"}]}"),
        argumentSet(
            "user as array",
            "inviteParticipantsOperation",
            "participants/0/identity/user",
            "{\"participants\":[{\"identity\":{\"user\":[]}}]}"),
        argumentSet(
            "id of the user as number",
            "inviteParticipantsOperation",
            "participants/0/identity/user/id",
            "{\"participants\":[{\"identity\":{\"user\":{\"id\":1}}}]}"));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("wrongDerivedMembers")
  void illTypedMemberOfADerivedTypeIsRefused(String type, String target, String patch) {
    Snapshot before = derived(type);

    before.refuses(400, bot.patch(before.url(), patch)).about(target);
  }
}
