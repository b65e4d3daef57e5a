package dev.switchboard.call;

import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.DynamicProperties;
import dev.switchboard.operation.ResultInfo;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A call: the owner of operations. */
@Entity
@Table(name = "comms_call")
public class Call extends OwnedEntity {

  /** How a call ends that its bot hangs up (Graph's documentation of call-delete). */
  private static final ResultInfo ENDED_BY_BOT =
      new ResultInfo(200, 7000, "The bot ended the call.");

  @Column(name = "callback_uri")
  private String callbackUri;

  @Enumerated(EnumType.STRING)
  @Column(name = "call_state")
  private CallState state;

  @Column(name = "result_code")
  private Integer resultCode;

  @Column(name = "result_subcode")
  private Integer resultSubcode;

  @Column(name = "result_message")
  private String resultMessage;

  @Column(name = "declared_members")
  private String declaredMembers;

  // What a call shows of these never changes, so that queries can have it in columns.
  private String subject;

  @Enumerated(EnumType.STRING)
  @Column(name = "call_direction")
  private CallDirection direction;

  @Column(name = "call_chain_id")
  private String callChainId;

  @Column(name = "my_participant_id")
  private String myParticipantId;

  @Column(name = "shown_tenant_id")
  private String shownTenantId;

  @Column(name = "dynamic_properties")
  private String dynamicProperties;

  /** For the persistence provider. */
  protected Call() {}

  Call(UUID id, Owner owner, NewCall document, Instant now) {
    super(id, owner, now);
    this.callbackUri = document.callbackUri();
    this.state = document.state();
    this.declaredMembers = StoredJson.text(document.declared());
    this.subject = document.text(CallMember.SUBJECT).orElse(null);
    this.direction =
        document
            .text(CallMember.DIRECTION)
            .flatMap(CallDirection::named)
            .orElse(CallDirection.of(document.state()));
    this.callChainId = document.text(CallMember.CALL_CHAIN_ID).orElse(null);
    this.myParticipantId = document.text(CallMember.MY_PARTICIPANT_ID).orElse(null);
    this.shownTenantId = document.text(CallMember.TENANT_ID).orElse(owner.tenantId());
    this.dynamicProperties = document.dynamic().text();
  }

  /**
   * Ends the call.
   *
   * @return whether it was still going on
   */
  boolean hangUp(Instant now) {
    if (hasEnded()) {
      return false;
    }
    state = CallState.TERMINATED;
    resultCode = ENDED_BY_BOT.code();
    resultSubcode = ENDED_BY_BOT.subcode();
    resultMessage = ENDED_BY_BOT.message();
    modified(now);
    return true;
  }

  boolean hasEnded() {
    return state == CallState.TERMINATED;
  }

  String callbackUri() {
    return callbackUri;
  }

  CallState state() {
    return state;
  }

  /** Who called; a row that a node of an earlier release wrote tells it by the state alone. */
  CallDirection direction() {
    return direction == null ? CallDirection.of(state) : direction;
  }

  /** How the call ended; null while it goes on. */
  ResultInfo resultInfo() {
    return resultCode == null ? null : new ResultInfo(resultCode, resultSubcode, resultMessage);
  }

  JsonObject declaredMembers() {
    return StoredJson.object(declaredMembers);
  }

  DynamicProperties dynamicProperties() {
    return DynamicProperties.ofText(dynamicProperties);
  }

  @Override
  public int text() {
    return charactersOf(
        callbackUri,
        resultMessage,
        declaredMembers,
        subject,
        callChainId,
        myParticipantId,
        shownTenantId,
        dynamicProperties);
  }
}
