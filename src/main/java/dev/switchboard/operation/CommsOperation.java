package dev.switchboard.operation;

import dev.switchboard.error.ApiException;
import dev.switchboard.json.StoredJson;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
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
   * @throws ApiException as {@link OperationState#patched}
   */
  boolean apply(TypedPatch patch, Instant now) {
    OperationState before = state();
    OperationState after = before.patched(patch);
    if (after.equals(before)) {
      return false;
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

  private void assign(OperationState state, Instant now) {
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
  OperationState state() {
    return OperationState.stored(
        status,
        clientContext,
        resultCode,
        resultSubcode,
        resultMessage,
        participants,
        recordingAccessToken,
        recordingLocation,
        completionReason,
        dynamicProperties);
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
