package dev.switchboard.operation;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.Findings;
import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.DynamicProperties;
import dev.switchboard.operation.OperationType.DerivedMember;
import jakarta.json.JsonArray;
import java.util.Objects;

/**
 * The members of an operation that a patch can change, and the rules by which it may: pure, without
 * I/O and without a clock.
 *
 * @param resultInfo null if there is none
 */
record OperationState(
    OperationStatus status,
    String clientContext,
    ResultInfo resultInfo,
    JsonArray participants,
    String recordingAccessToken,
    String recordingLocation,
    CompletionReason completionReason,
    DynamicProperties dynamicProperties) {

  /** As it stands in the columns; each but the status may be null. */
  static OperationState stored(
      OperationStatus status,
      String clientContext,
      Integer resultCode,
      Integer resultSubcode,
      String resultMessage,
      String participants,
      String recordingAccessToken,
      String recordingLocation,
      CompletionReason completionReason,
      String dynamicProperties) {
    return new OperationState(
        status,
        clientContext,
        resultCode == null ? null : new ResultInfo(resultCode, resultSubcode, resultMessage),
        StoredJson.array(participants),
        recordingAccessToken,
        recordingLocation,
        completionReason,
        DynamicProperties.ofText(dynamicProperties));
  }

  /**
   * Merges a patch.
   *
   * @return what it becomes; equal to this if nothing changes
   * @throws ApiException 400 if the merged operation would break a rule of its type; 409 if this is
   *     terminal and would change, or if the status cannot move so
   */
  OperationState patched(TypedPatch patch) {
    OperationState after = merged(patch);
    if (after.equals(this)) {
      return this;
    }
    if (status.isTerminal()) {
      throw ApiException.conflict(
          after.firstDifference(this),
          "The operation is %s, which is final: %s can no longer change."
              .formatted(status, after.firstDifference(this)));
    }
    if (after.status != status && !status.mayBecome(after.status)) {
      throw ApiException.conflict(
          OperationModel.STATUS.name(),
          "status cannot go from %s to %s.".formatted(status, after.status));
    }
    return after;
  }

  private OperationState merged(TypedPatch patch) {
    OperationStatus nextStatus = patch.status().applyTo(status);
    ResultInfo nextResult =
        patch.resultInfo().mergeInto(resultInfo, change -> change.applyTo(resultInfo));
    if (nextStatus == OperationStatus.FAILED && nextResult == null) {
      nextResult = ResultInfo.UNKNOWN_FAILURE;
    }
    DynamicProperties nextDynamic = dynamicProperties.merge(patch.dynamic());
    Findings findings = new Findings();
    if (!nextDynamic.equals(dynamicProperties)) {
      nextDynamic.checkLimits(findings);
    }
    findings.throwIfAny();
    return new OperationState(
        nextStatus,
        patch.clientContext().applyTo(clientContext),
        nextResult,
        patch.participants().applyTo(participants),
        patch.recordingAccessToken().applyTo(recordingAccessToken),
        patch.recordingLocation().applyTo(recordingLocation),
        patch.completionReason().applyTo(completionReason),
        nextDynamic);
  }

  /** What it is when it ends without a patch. */
  OperationState ended(OperationStatus newStatus, ResultInfo newResultInfo) {
    return new OperationState(
        newStatus,
        clientContext,
        newResultInfo,
        participants,
        recordingAccessToken,
        recordingLocation,
        completionReason,
        dynamicProperties);
  }

  private String firstDifference(OperationState other) {
    if (status != other.status) {
      return OperationModel.STATUS.name();
    }
    if (!Objects.equals(clientContext, other.clientContext)) {
      return OperationModel.CLIENT_CONTEXT.name();
    }
    if (!Objects.equals(resultInfo, other.resultInfo)) {
      return OperationModel.RESULT_INFO.name();
    }
    if (!participants.equals(other.participants)) {
      return DerivedMember.PARTICIPANTS.member();
    }
    if (!Objects.equals(recordingAccessToken, other.recordingAccessToken)) {
      return DerivedMember.RECORDING_ACCESS_TOKEN.member();
    }
    if (!Objects.equals(recordingLocation, other.recordingLocation)) {
      return DerivedMember.RECORDING_LOCATION.member();
    }
    if (completionReason != other.completionReason) {
      return DerivedMember.COMPLETION_REASON.member();
    }
    return dynamicProperties.firstDifference(other.dynamicProperties);
  }

  /** Whether only what every type has, declared and none of the others, differs. */
  boolean differsInCommonMembersOnly(OperationState other) {
    return participants.equals(other.participants)
        && Objects.equals(recordingAccessToken, other.recordingAccessToken)
        && Objects.equals(recordingLocation, other.recordingLocation)
        && completionReason == other.completionReason
        && dynamicProperties.equals(other.dynamicProperties);
  }

  /** Says nothing that must not stand in a log, above all no recordingAccessToken. */
  @Override
  public String toString() {
    return "OperationState[" + status + "]";
  }
}
