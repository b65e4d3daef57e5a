package dev.switchboard.operation;

import static dev.switchboard.operation.Patches.apply;
import static dev.switchboard.operation.Patches.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommsOperationTest {

  @Test
  void beginsNotStartedAndEmpty() {
    OperationState state = operation().state();

    assertThat(state.status()).isEqualTo(OperationStatus.NOT_STARTED);
    assertThat(state.clientContext()).isNull();
    assertThat(state.resultInfo()).isNull();
    assertThat(state.participants()).isEmpty();
    assertThat(state.dynamicProperties().json()).isEmpty();
  }

  static Stream<Arguments> allPairs() {
    return Arrays.stream(OperationStatus.values())
        .flatMap(from -> Arrays.stream(OperationStatus.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("allPairs")
  void statusMovesForwardOnly(OperationStatus from, OperationStatus to) {
    CommsOperation operation = operation("{'status':'" + from + "'}");
    String patch = "{'status':'" + to + "'}";

    if (from == to) {
      assertThat(apply(operation, patch)).isFalse();
    } else if (from.mayBecome(to)) {
      assertThat(apply(operation, patch)).isTrue();
      assertThat(operation.state().status()).isEqualTo(to);
    } else {
      assertConflict(operation, patch, "status");
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{}",
        "{'status':'running'}",
        "{'status':'1'}",
        "{'clientContext':'c'}",
        "{'resultInfo':{}}",
        "{'resultInfo':{'code':100}}",
        "{'resultInfo':{'code':100,'subcode':0,'message':null}}",
        "{'x':{'b':[1,null],'a':1}}",
        "{'x':{}}",
        "{'x':{'c':null}}",
        "{'y':null}",
        "{'y@odata.type':'#Int64'}",
        "{'@odata.etag':'stale','@x.y':1}"
      })
  void patchOfWhatIsStoredChangesNothing(String patch) {
    CommsOperation operation =
        operation(
            "{'status':'Running','clientContext':'c','resultInfo':{'code':100},'x':{'a':1,'b':[1,null]}}");
    OperationState before = operation.state();

    assertThat(apply(operation, patch)).isFalse();
    assertThat(operation.state()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'clientContext':'d'}|clientContext",
        "{'clientContext':null}|clientContext",
        "{'resultInfo':null}|resultInfo",
        "{'resultInfo':{'code':201}}|resultInfo",
        "{'status':'Failed'}|status",
        "{'status':'Running','clientContext':'d'}|status",
        "{'x':2}|x",
        "{'x':null}|x",
        "{'y':1}|y",
        "{'x@odata.type':'#Int64','x':1}|x@odata.type"
      })
  void terminalOperationIsImmutable(String patch, String target) {
    assertConflict(
        operation("{'status':'Completed','clientContext':'c','resultInfo':{'code':200},'x':1}"),
        patch,
        target);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{}",
        "{'status':'Completed'}",
        "{'status':'2','clientContext':'c','x':1}",
        "{'y':null}"
      })
  void terminalOperationAcceptsWhatItHolds(String patch) {
    CommsOperation operation =
        operation("{'status':'Completed','clientContext':'c','resultInfo':{'code':200},'x':1}");

    assertThat(apply(operation, patch)).isFalse();
  }

  @Test
  void terminalDerivedMembersAreImmutable() {
    CommsOperation recording = operation(OperationType.RECORD);
    apply(recording, "{'status':'Completed'}");
    CommsOperation tones = operation(OperationType.SEND_DTMF_TONES);
    apply(tones, "{'status':'Completed','completionReason':'unknown'}");
    CommsOperation invitation = operation(OperationType.INVITE_PARTICIPANTS);
    apply(invitation, "{'status':'Failed'}");

    assertConflict(recording, "{'recordingLocation':'x'}", "recordingLocation");
    assertConflict(recording, "{'recordingAccessToken':'x'}", "recordingAccessToken");
    assertConflict(tones, "{'completionReason':null}", "completionReason");
    assertConflict(invitation, "{'participants':[{'identity':{}}]}", "participants");
  }

  @Test
  void nullClearsClientContext() {
    CommsOperation operation = operation("{'clientContext':'c'}");

    assertThat(apply(operation, "{'clientContext':null}")).isTrue();
    assertThat(operation.state().clientContext()).isNull();
  }

  @Test
  void nullClearsResultInfo() {
    CommsOperation operation = operation("{'resultInfo':{'code':200,'message':'m'}}");

    assertThat(apply(operation, "{'resultInfo':null}")).isTrue();
    assertThat(operation.state().resultInfo()).isNull();
  }

  @Test
  void resultInfoIsMergedMemberByMember() {
    CommsOperation operation = operation("{'resultInfo':{'code':200,'subcode':1,'message':'m'}}");

    assertThat(apply(operation, "{'resultInfo':{'subcode':8515}}")).isTrue();
    assertThat(operation.state().resultInfo()).isEqualTo(new ResultInfo(200, 8515, "m"));
  }

  @Test
  void participantsAreReplacedAsAWhole() {
    CommsOperation operation = operation(OperationType.INVITE_PARTICIPANTS);
    apply(operation, "{'participants':[{'identity':{'user':{'id':'1'}},'hidden':true}]}");

    apply(operation, "{'participants':[{'identity':{'user':{'id':'2'}}}]}");
    assertThat(operation.state().participants())
        .isEqualTo(Patches.json("{'p':[{'identity':{'user':{'id':'2'}}}]}").getJsonArray("p"));

    apply(operation, "{'participants':[]}");
    assertThat(operation.state().participants()).isEmpty();
  }

  @Test
  void failureWithoutReasonGetsOne() {
    CommsOperation operation = operation("{'status':'Failed'}");

    assertThat(operation.state().resultInfo().code()).isEqualTo(500);
    assertThat(operation.state().resultInfo().subcode()).isEqualTo(9999);
  }

  @Test
  void failureKeepsTheReasonItHas() {
    CommsOperation operation = operation("{'resultInfo':{'code':400,'subcode':8508}}");

    apply(operation, "{'status':'Failed'}");
    assertThat(operation.state().resultInfo()).isEqualTo(new ResultInfo(400, 8508, null));
  }

  @Test
  void refusedPatchChangesNothing() {
    CommsOperation operation = operation("{'status':'Running','clientContext':'c'}");
    OperationState before = operation.state();

    assertConflict(
        operation,
        "{'clientContext':'d','resultInfo':{'code':1},'x':1,'status':'NotStarted'}",
        "status");
    assertThatThrownBy(() -> apply(operation, "{'clientContext':'d','resultInfo':{'message':'m'}}"))
        .isInstanceOf(ApiException.class);
    assertThat(operation.state()).isEqualTo(before);
  }

  @Test
  void undeclaredMembersBeyondTheLimitAreRefused() {
    CommsOperation operation = operation();
    for (int i = 0; i < 32; i++) {
      apply(operation, "{'m" + i + "':" + i + "}");
    }

    assertThatThrownBy(() -> apply(operation, "{'oneMore':1}"))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST))
        .hasMessageContaining("32");
    assertThat(apply(operation, "{'oneMore':1,'m0':null}")).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_STARTED", "RUNNING"})
  void cancelFailsAnOpenOperation(OperationStatus status) {
    CommsOperation operation = operation("{'clientContext':'c','x':1,'resultInfo':{'code':100}}");
    apply(operation, "{'status':'" + status + "'}");

    assertThat(operation.cancel(Patches.NOW)).isTrue();

    assertThat(operation.state().status()).isEqualTo(OperationStatus.FAILED);
    assertThat(operation.state().resultInfo().code()).isEqualTo(400);
    assertThat(operation.state().resultInfo().subcode()).isEqualTo(8508);
    assertThat(operation.state().clientContext()).isEqualTo("c");
    assertThat(operation.state().dynamicProperties().json()).isEqualTo(Patches.json("{'x':1}"));
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETED", "FAILED"})
  void cancelLeavesATerminalOperation(OperationStatus status) {
    CommsOperation operation = operation("{'resultInfo':{'code':1},'status':'" + status + "'}");
    OperationState before = operation.state();

    assertThat(operation.cancel(Patches.NOW)).isFalse();

    assertThat(operation.state()).isEqualTo(before);
  }

  @Test
  void etagIsWeakAndHoldsTheVersion() {
    assertThat(operation().etag()).isEqualTo("W/\"1\"");
  }

  private static void assertConflict(CommsOperation operation, String patch, String target) {
    OperationState before = operation.state();

    assertThatThrownBy(() -> apply(operation, patch))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
              assertThat(e.target()).isEqualTo(target);
            });
    assertThat(operation.state()).isEqualTo(before);
  }
}
