package dev.switchboard.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationPatchTest {

  private static final String ID = "00000000-0000-0003-0000-000000000004";

  /** Wrong whatever the type of the operation. */
  static Stream<Arguments> wrongForEveryType() {
    return Stream.of(
        arguments("{'id':1}", "id"),
        arguments("{'id':null}", "id"),
        arguments("{'status':null}", "status"),
        arguments("{'status':2}", "status"),
        arguments("{'status':true}", "status"),
        arguments("{'status':''}", "status"),
        arguments("{'status':'Done'}", "status"),
        arguments("{'status':'4'}", "status"),
        arguments("{'status':['Running']}", "status"),
        arguments("{'status':{}}", "status"),
        arguments("{'clientContext':1}", "clientContext"),
        arguments("{'clientContext':false}", "clientContext"),
        arguments("{'clientContext':[]}", "clientContext"),
        arguments("{'clientContext':{}}", "clientContext"),
        arguments("{'clientContext':'" + "x".repeat(257) + "'}", "clientContext"),
        arguments("{'resultInfo':1}", "resultInfo"),
        arguments("{'resultInfo':'200'}", "resultInfo"),
        arguments("{'resultInfo':[]}", "resultInfo"),
        arguments("{'resultInfo':true}", "resultInfo"),
        arguments("{'resultInfo':{'code':null}}", "resultInfo/code"),
        arguments("{'resultInfo':{'code':'200'}}", "resultInfo/code"),
        arguments("{'resultInfo':{'code':true}}", "resultInfo/code"),
        arguments("{'resultInfo':{'code':{}}}", "resultInfo/code"),
        arguments("{'resultInfo':{'code':1.5}}", "resultInfo/code"),
        arguments("{'resultInfo':{'code':2147483648}}", "resultInfo/code"),
        arguments("{'resultInfo':{'code':-2147483649}}", "resultInfo/code"),
        arguments("{'resultInfo':{'code':1e400}}", "resultInfo/code"),
        arguments("{'resultInfo':{'subcode':null}}", "resultInfo/subcode"),
        arguments("{'resultInfo':{'subcode':'0'}}", "resultInfo/subcode"),
        arguments("{'resultInfo':{'subcode':99999999999}}", "resultInfo/subcode"),
        arguments("{'resultInfo':{'message':1}}", "resultInfo/message"),
        arguments("{'resultInfo':{'message':{}}}", "resultInfo/message"),
        arguments("{'resultInfo':{'other':1}}", "resultInfo/other"),
        arguments("{'resultInfo':{'Code':1}}", "resultInfo/Code"),
        arguments("{'resultInfo':{'subCode':1}}", "resultInfo/subCode"),
        arguments("{'resultInfo':{'other':null}}", "resultInfo/other"),
        arguments(
            "{'resultInfo':{'@odata.type':'#microsoft.graph.call'}}", "resultInfo/@odata.type"),
        arguments("{'@odata.type':'#microsoft.graph.call'}", "@odata.type"),
        arguments("{'@odata.type':'#microsoft.graph.'}", "@odata.type"),
        arguments("{'@odata.type':''}", "@odata.type"),
        arguments("{'@odata.type':'recordOperation'}", "@odata.type"),
        arguments("{'@odata.type':'#other.recordOperation'}", "@odata.type"),
        arguments("{'@odata.type':'#microsoft.graph.RecordOperation'}", "@odata.type"),
        arguments("{'@odata.type':1}", "@odata.type"),
        arguments("{'@odata.type':null}", "@odata.type"),
        arguments("{'@type':'#microsoft.graph.call'}", "@odata.type"),
        arguments(
            "{'@type':'#microsoft.graph.recordOperation','@odata.type':'#microsoft.graph.commsOperation'}",
            "@odata.type"),
        arguments("{'@odata.etag':1}", "@odata.etag"),
        arguments("{'call@odata.bind':'calls/1'}", "call@odata.bind"),
        arguments("{'call@bind':'calls/1'}", "call@bind"));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("wrongForEveryType")
  void illTypedMemberIsRefusedByName(String body, String target) {
    assertRefused(() -> Patches.patch(body), target);
  }

  /** Each repeats the member's name. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{'resultInfo':{'NAME':1}}",
        "{'NAME@bind':'x'}",
        "{'NAME@odata.type':1}",
        "{'NAME':1}"
      })
  void refusalShowsLittleOfAName(String body) {
    String name = "\\u001b\\r\\n" + "x".repeat(500);

    assertThatThrownBy(() -> Patches.typed(OperationType.RECORD, body.replace("NAME", name)))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.target()).contains("\\u001B\\u000D\\u000Axxx").hasSizeLessThan(200);
              assertThat(e.getMessage()).doesNotContain("\u001b", "\r", "\n").hasSizeLessThan(400);
            });
  }

  /** Wrong for operations of one type. */
  static Stream<Arguments> wrongForOneType() {
    OperationType invite = OperationType.INVITE_PARTICIPANTS;
    OperationType recording = OperationType.RECORD;
    OperationType dtmf = OperationType.SEND_DTMF_TONES;
    OperationType play = OperationType.PLAY_PROMPT;
    return Stream.of(
        arguments(invite, "{'participants':null}", "participants"),
        arguments(invite, "{'participants':{}}", "participants"),
        arguments(invite, "{'participants':'x'}", "participants"),
        arguments(invite, "{'participants':[null]}", "participants/0"),
        arguments(invite, "{'participants':[1]}", "participants/0"),
        arguments(invite, "{'participants':[{}]}", "participants/0/identity"),
        arguments(invite, "{'participants':[{'identity':null}]}", "participants/0/identity"),
        arguments(
            invite,
            "{'participants':[{'identity':{}},{'identity':[]}]}",
            "participants/1/identity"),
        arguments(
            invite, "{'participants':[{'identity':{},'hidden':'no'}]}", "participants/0/hidden"),
        arguments(
            invite,
            "{'participants':[{'identity':{},'participantId':1}]}",
            "participants/0/participantId"),
        arguments(
            invite,
            "{'participants':[{'identity':{},'replacesCallId':{}}]}",
            "participants/0/replacesCallId"),
        arguments(
            invite,
            "{'participants':[{'identity':{},'removeFromDefaultAudioRoutingGroup':1}]}",
            "participants/0/removeFromDefaultAudioRoutingGroup"),
        arguments(
            invite, "{'participants':[{'identity':{'user':'x'}}]}", "participants/0/identity/user"),
        arguments(
            invite,
            "{'participants':[{'identity':{'device':{'id':1}}}]}",
            "participants/0/identity/device/id"),
        arguments(
            invite,
            "{'participants':[{'identity':{'application':{'displayName':[]}}}]}",
            "participants/0/identity/application/displayName"),
        arguments(recording, "{'recordingLocation':1}", "recordingLocation"),
        arguments(recording, "{'recordingLocation':{}}", "recordingLocation"),
        arguments(recording, "{'recordingAccessToken':true}", "recordingAccessToken"),
        arguments(recording, "{'recordinglocation':'x'}", "recordinglocation"),
        arguments(dtmf, "{'completionReason':1}", "completionReason"),
        arguments(dtmf, "{'completionReason':'done'}", "completionReason"),
        arguments(dtmf, "{'completionReason':{}}", "completionReason"),
        arguments(play, "{'Status':'Running'}", "Status"),
        arguments(play, "{'STATUS':null}", "STATUS"),
        arguments(play, "{'clientcontext':'x'}", "clientcontext"),
        arguments(play, "{'ID':'x'}", "ID"),
        arguments(play, "{'with space':1}", "with space"),
        arguments(play, "{'1st':1}", "1st"),
        arguments(play, "{'a.b':1}", "a.b"),
        arguments(play, "{'':1}", ""),
        arguments(play, "{'" + "n".repeat(129) + "':1}", "n".repeat(129)),
        arguments(play, "{'x@odata.type':1,'x':1}", "x@odata.type"),
        arguments(play, "{'@odata.type':'#microsoft.graph.recordOperation'}", "@odata.type"),
        arguments(
            OperationType.COMMS_OPERATION,
            "{'@odata.type':'#microsoft.graph.playPromptOperation'}",
            "@odata.type"));
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @MethodSource("wrongForOneType")
  void memberThatDoesNotFitTheTypeIsRefusedByName(OperationType type, String body, String target) {
    OperationPatch patch = Patches.patch(body);

    assertRefused(() -> patch.forType(type, true), target);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{}",
        "{'id':'" + ID + "'}",
        "{'clientContext':null,'resultInfo':null}",
        "{'clientContext':''}",
        "{'resultInfo':{}}",
        "{'resultInfo':{'message':null}}",
        "{'resultInfo':{'code':2147483647,'subcode':-2147483648}}",
        "{'resultInfo':{'@odata.type':'microsoft.graph.resultInfo','@x.y':1}}",
        "{'@odata.context':1,'@odata.id':{},'@odata.editLink':null,'@x.y':[],'status@x.y':1}",
        "{'@odata.etag':'W/\\u00221\\u0022'}",
        "{'@type':'#microsoft.graph.playPromptOperation'}",
        "{'operations@odata.navigationLink':'x'}",
        "{'status@odata.type':'#microsoft.graph.operationStatus','status':'Running'}",
        "{'participants':null,'recordingLocation':1,'completionReason':{}}"
      })
  void fitsAnOperationOfAnotherType(String body) {
    assertThatCode(() -> Patches.typed(OperationType.PLAY_PROMPT, body)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void ownTypeAndBaseTypeFitWithAndWithoutHash(OperationType type) {
    for (String prefix : new String[] {"#microsoft.graph.", "microsoft.graph."}) {
      for (String name : new String[] {type.typeName(), "commsOperation"}) {
        String body = "{'@odata.type':'%s%s'}".formatted(prefix, name);
        assertThatCode(() -> Patches.typed(type, body)).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void absentNullAndValueAreThreeThings() {
    OperationType recording = OperationType.RECORD;

    assertThat(Patches.typed(recording, "{}").recordingLocation()).isEqualTo(Change.keep());
    assertThat(Patches.typed(recording, "{'recordingLocation':null}").recordingLocation())
        .isEqualTo(Change.clear());
    assertThat(Patches.typed(recording, "{'recordingLocation':''}").recordingLocation())
        .isEqualTo(Change.set(""));
    assertThat(Patches.typed(recording, "{}").clientContext()).isEqualTo(Change.keep());
    assertThat(Patches.typed(recording, "{'clientContext':null}").clientContext())
        .isEqualTo(Change.clear());
    assertThat(Patches.typed(recording, "{'clientContext':'x'}").clientContext())
        .isEqualTo(Change.set("x"));
    assertThat(
            Patches.typed(OperationType.SEND_DTMF_TONES, "{'completionReason':null}")
                .completionReason())
        .isEqualTo(Change.clear());
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    assertThatThrownBy(
            () -> Patches.patch("{'status':1,'clientContext':2,'resultInfo':{'code':'3'}}"))
        .hasMessageContaining("status must be one of the strings NotStarted, Running")
        .hasMessageContaining("clientContext must be a string or null.")
        .hasMessageContaining("resultInfo/code must be a whole number");
  }

  @Test
  void charactersBeyondTheBasicPlaneCountOnceInClientContext() {
    String body = "{'clientContext':'" + "\uD83D\uDE00".repeat(256) + "'}";

    assertThatCode(() -> Patches.patch(body)).doesNotThrowAnyException();
  }

  @Test
  void idOfTheUrlIsAccepted() {
    UUID id = UUID.fromString(ID);

    assertThatCode(() -> Patches.patch("{}").requireId(id)).doesNotThrowAnyException();
    assertThatCode(() -> Patches.patch("{'id':'" + ID + "'}").requireId(id))
        .doesNotThrowAnyException();
    assertThatCode(() -> Patches.patch("{'id':'" + ID.replace("-", "") + "'}").requireId(id))
        .doesNotThrowAnyException();
  }

  @Test
  void idOfAnotherIsRefused() {
    assertRefused(() -> Patches.patch("{'id':'" + ID + "'}").requireId(new UUID(0, 0)), "id");
    assertRefused(() -> Patches.patch("{'id':'x'}").requireId(UUID.fromString(ID)), "id");
  }

  @Test
  void etagIsHandedOut() {
    assertThat(Patches.patch("{}").etag()).isEmpty();
    assertThat(Patches.patch("{'@odata.etag':'*'}").etag()).contains("*");
    assertThat(Patches.patch("{'@etag':'*'}").etag()).contains("*");
  }

  @Test
  void typeToCreateIsTheBaseTypeUnlessSaid() {
    assertThat(Patches.patch("{}").typeToCreate()).isEqualTo(OperationType.COMMS_OPERATION);
    assertThat(Patches.patch("{'@odata.type':'#microsoft.graph.recordOperation'}").typeToCreate())
        .isEqualTo(OperationType.RECORD);
  }

  @Test
  void undeclaredMembersAreKeptWithTheirTypes() {
    TypedPatch patch =
        Patches.typed(
            OperationType.PLAY_PROMPT,
            "{'loop':2,'loop@odata.type':'#Int64','@x.y':1,'loop@x.y':1,'participants':null}");

    assertThat(patch.dynamic())
        .isEqualTo(Patches.json("{'loop':2,'loop@odata.type':'#Int64','participants':null}"));
  }

  @Test
  void unknownFutureValueIsAbsentInAnUpdateAndRefusedInACreation() {
    OperationPatch patch = Patches.patch("{'completionReason':'unknownFutureValue'}");

    assertThat(patch.forType(OperationType.SEND_DTMF_TONES, true).completionReason())
        .isEqualTo(Change.keep());
    assertRefused(() -> patch.forNew(OperationType.SEND_DTMF_TONES, true), "completionReason");
  }

  @Test
  void undeclaredMembersAreRefusedWhereTypesAreClosed() {
    OperationPatch patch = Patches.patch("{'loop':2}");

    assertRefused(() -> patch.forType(OperationType.PLAY_PROMPT, false), "loop");
  }

  private static void assertRefused(ThrowingCallable code, String target) {
    assertThatThrownBy(code)
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
              assertThat(e.target()).isEqualTo(target);
              assertThat(e.getMessage()).isNotBlank();
            });
  }
}
