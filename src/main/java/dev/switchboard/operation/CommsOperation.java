package dev.switchboard.operation;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.Findings;
import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.DynamicProperties;
import dev.switchboard.operation.OperationType.DerivedMember;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import jakarta.json.JsonArray;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One operation of a call, of any of the 13 types. It changes only by {@link #apply} and {@link
 * #cancel}, which are pure: no I/O, no clock.
 */
@Entity
@Table(name = "comms_operation")
public class CommsOperation extends OwnedEntity {

  @Column(name = "call_id")
  private UUID callId;

  @Enumerated(EnumType.STRING)
  @Column(name = "operation_type")
  private OperationType type;

  @Enumerated(EnumType.STRING)
  private OperationStatus status;

  @Column(name = "client_context")
  private String clientContext;

  @Column(name = "result_code")
  private Integer resultCode;

  @Column(name = "result_subcode")
  private Integer resultSubcode;

  @Column(name = "result_message")
  private String resultMessage;

  private String participants;

  @Column(name = "recording_access_token")
  private String recordingAccessToken;

  @Column(name = "recording_location")
  private String recordingLocation;

  @Enumerated(EnumType.STRING)
  @Column(name = "completion_reason")
  private CompletionReason completionReason;

  @Column(name = "dynamic_properties")
  private String dynamicProperties;

  /** For the persistence provider. */
  protected CommsOperation() {}

  /** A new operation that has not started. */
  CommsOperation(OperationKey key, Owner owner, OperationType type, Instant now) {
    super(key.id(), owner, now);
    this.callId = key.callId();
    this.type = type;
    this.status = OperationStatus.NOT_STARTED;
  }

  /**
   * Merges a patch.
   *
   * @return whether anything changed; if not, nothing is to be written
   * @throws ApiException 400 if the merged operation would break a rule of its type; 409 if the
   *     operation is terminal and would change, or if its status cannot move so
   */
  boolean apply(TypedPatch patch, Instant now) {
    State before = state();
    State after = merged(before, patch);
    if (after.equals(before)) {
      return false;
    }
    if (status.isTerminal()) {
      throw ApiException.conflict(
          after.firstDifference(before),
          "The operation is %s, which is final: %s can no longer change."
              .formatted(status, after.firstDifference(before)));
    }
    if (after.status() != status && !status.mayBecome(after.status())) {
      throw ApiException.conflict(
          OperationModel.STATUS.name(),
          "status cannot go from %s to %s.".formatted(status, after.status()));
    }
    assign(after, now);
    return true;
  }

  /** Whether nothing can change it any more. */
  boolean hasEnded() {
    return status.isTerminal();
  }

  /**
   * Ends the operation because its call ended; a terminal operation stays as it is.
   *
   * @return whether it was still open
   */
  boolean cancel(Instant now) {
    if (hasEnded()) {
      return false;
    }
    assign(state().ended(OperationStatus.FAILED, ResultInfo.CANCELLED), now);
    return true;
  }

  private static State merged(State before, TypedPatch patch) {
    OperationStatus nextStatus = patch.status().applyTo(before.status());
    ResultInfo nextResult =
        patch
            .resultInfo()
            .mergeInto(before.resultInfo(), change -> change.applyTo(before.resultInfo()));
    if (nextStatus == OperationStatus.FAILED && nextResult == null) {
      nextResult = ResultInfo.UNKNOWN_FAILURE;
    }
    DynamicProperties nextDynamic = before.dynamicProperties().merge(patch.dynamic());
    Findings findings = new Findings();
    if (!nextDynamic.equals(before.dynamicProperties())) {
      nextDynamic.checkLimits(findings);
    }
    findings.throwIfAny();
    return new State(
        nextStatus,
        patch.clientContext().applyTo(before.clientContext()),
        nextResult,
        patch.participants().applyTo(before.participants()),
        patch.recordingAccessToken().applyTo(before.recordingAccessToken()),
        patch.recordingLocation().applyTo(before.recordingLocation()),
        patch.completionReason().applyTo(before.completionReason()),
        nextDynamic);
  }

  private void assign(State state, Instant now) {
    status = state.status();
    clientContext = state.clientContext();
    resultCode = state.resultInfo() == null ? null : state.resultInfo().code();
    resultSubcode = state.resultInfo() == null ? null : state.resultInfo().subcode();
    resultMessage = state.resultInfo() == null ? null : state.resultInfo().message();
    participants = StoredJson.text(state.participants());
    recordingAccessToken = state.recordingAccessToken();
    recordingLocation = state.recordingLocation();
    completionReason = state.completionReason();
    dynamicProperties = state.dynamicProperties().text();
    modified(now);
  }

  /** What a patch can change, as values. */
  State state() {
    return new State(
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
   * The members that a patch can change.
   *
   * @param resultInfo null if there is none
   */
  record State(
      OperationStatus status,
      String clientContext,
      ResultInfo resultInfo,
      JsonArray participants,
      String recordingAccessToken,
      String recordingLocation,
      CompletionReason completionReason,
      DynamicProperties dynamicProperties) {

    /** Says nothing that must not stand in a log, above all no recordingAccessToken. */
    @Override
    public String toString() {
      return "State[" + status + "]";
    }

    private State ended(OperationStatus newStatus, ResultInfo newResultInfo) {
      return new State(
          newStatus,
          clientContext,
          newResultInfo,
          participants,
          recordingAccessToken,
          recordingLocation,
          completionReason,
          dynamicProperties);
    }

    private String firstDifference(State other) {
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
  }

  @Override
  public int text() {
    return charactersOf(
        clientContext,
        resultMessage,
        participants,
        recordingAccessToken,
        recordingLocation,
        dynamicProperties);
  }

  OperationKey key() {
    return new OperationKey(callId, id());
  }

  OperationType type() {
    return type;
  }
}
