package dev.switchboard.call;

import dev.switchboard.error.ApiException;
import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.DynamicProperties;
import dev.switchboard.operation.ResultInfo;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * A call: the owner of operations. It changes only by {@link #apply} and {@link #hangUp}, which are
 * pure: no I/O, no clock.
 */
@Entity
@Table(name = "comms_call")
public class Call extends OwnedEntity {

  /** How a call ends that its bot hangs up (Graph's documentation of call-delete). */
  private static final ResultInfo ENDED_BY_BOT =
      new ResultInfo(200, 7000, "The bot ended the call.");

  /** How a call ends that nobody keeps alive (the same). */
  private static final ResultInfo NOT_KEPT_ALIVE =
      new ResultInfo(408, 8537, "The call was not kept alive.");

  /** How an incoming call ends that the bot does not answer. */
  private static final ResultInfo NOT_ANSWERED =
      new ResultInfo(408, 8587, "The call was not answered.");

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

  // What the call shows of these, in columns so that queries can ask for it.
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

  // Written by a statement of its own: that a call is kept alive is no change that anybody sees.
  @Column(name = "kept_alive_at", updatable = false)
  private OffsetDateTime keptAliveAt;

  /** For the persistence provider. */
  protected Call() {}

  Call(UUID id, Owner owner, NewCall document, Instant now) {
    super(id, owner, now);
    keptAliveAt = stored(now);
    assign(
        completed(
            new Content(
                document.callbackUri(),
                document.state(),
                null,
                document.declared(),
                document.dynamic())),
        now);
  }

  /**
   * Merges a patch.
   *
   * @return whether anything changed; if not, nothing is to be written
   * @throws ApiException 400 if a member would not fit its type; 409 if the call has ended and
   *     would change, or if its state cannot move so
   */
  boolean apply(CallPatch patch, Instant now) {
    Content before = content();
    Content after = completed(patch.applyTo(before));
    if (after.equals(before)) {
      return false;
    }
    if (hasEnded()) {
      throw ApiException.conflict(
          after.firstDifference(before),
          "The call is %s, which is final: %s can no longer change."
              .formatted(state, after.firstDifference(before)));
    }
    if (after.state() != state && !state.mayBecome(after.state())) {
      throw ApiException.conflict(
          CallModel.STATE.name(), "state cannot go from %s to %s.".formatted(state, after.state()));
    }
    assign(after, now);
    return true;
  }

  /**
   * Does an action.
   *
   * @return whether anything of the call itself changed; if not, nothing is to be written
   * @throws ApiException 404, 409 or 400 if it is not lawful, as {@link CallAction#requireLawful}
   *     says
   */
  boolean act(ActionRequest request, Instant now) {
    Content before = content();
    request.action().requireLawful(before);
    Content after = completed(request.applyTo(before));
    if (after.equals(before)) {
      return false;
    }
    assign(after, now);
    return true;
  }

  /**
   * Ends the call.
   *
   * @return whether it was still going on
   */
  boolean hangUp(Instant now) {
    return end(ENDED_BY_BOT, now);
  }

  /**
   * Ends the call if its time is over.
   *
   * @return whether it ended by that
   */
  boolean expire(Expiry expiry, Instant now) {
    Instant last = keptAliveAt.toInstant();
    if (state == CallState.INCOMING && last.isBefore(expiry.unanswered())) {
      return end(NOT_ANSWERED, now);
    }
    return last.isBefore(expiry.forgotten()) && end(NOT_KEPT_ALIVE, now);
  }

  private boolean end(ResultInfo resultInfo, Instant now) {
    if (hasEnded()) {
      return false;
    }
    Content before = content();
    assign(
        new Content(
            before.callbackUri(),
            CallState.TERMINATED,
            resultInfo,
            before.declared(),
            before.dynamic()),
        now);
    return true;
  }

  boolean hasEnded() {
    return state.isTerminal();
  }

  private void assign(Content content, Instant now) {
    ResultInfo result = content.resultInfo();
    callbackUri = content.callbackUri();
    state = content.state();
    resultCode = result == null ? null : result.code();
    resultSubcode = result == null ? null : result.subcode();
    resultMessage = result == null ? null : result.message();
    declaredMembers = StoredJson.text(content.declared());
    subject = content.text(CallMember.SUBJECT);
    direction = CallDirection.named(content.text(CallMember.DIRECTION)).orElseThrow();
    callChainId = content.text(CallMember.CALL_CHAIN_ID);
    myParticipantId = content.text(CallMember.MY_PARTICIPANT_ID);
    shownTenantId = content.text(CallMember.TENANT_ID);
    dynamicProperties = content.dynamic().text();
    modified(now);
  }

  /** What a patch can change, as values. */
  Content content() {
    return completed(
        new Content(
            callbackUri,
            state,
            resultInfo(),
            StoredJson.object(declaredMembers),
            DynamicProperties.ofText(dynamicProperties)));
  }

  /**
   * With what a client left out but the service knows. Who called is told by the first state; a row
   * that a node of an earlier release wrote has no column for it.
   */
  private Content completed(Content content) {
    JsonObjectBuilder declared =
        StoredJson.JSON
            .createObjectBuilder()
            .add(CallMember.TENANT_ID.member(), owner().tenantId())
            .add(
                CallMember.DIRECTION.member(),
                (direction == null ? CallDirection.of(content.state()) : direction).toString());
    content.declared().forEach(declared::add);
    return new Content(
        content.callbackUri(),
        content.state(),
        content.resultInfo(),
        StoredJson.canonical(declared.build()),
        content.dynamic());
  }

  /**
   * The members that a patch can change.
   *
   * @param resultInfo null if there is none
   * @param declared those that are stored as JSON
   */
  record Content(
      String callbackUri,
      CallState state,
      ResultInfo resultInfo,
      JsonObject declared,
      DynamicProperties dynamic) {

    String text(CallMember member) {
      return declared.getString(member.member(), null);
    }

    private String firstDifference(Content other) {
      if (state != other.state) {
        return CallModel.STATE.name();
      }
      if (!callbackUri.equals(other.callbackUri)) {
        return CallModel.CALLBACK_URI.name();
      }
      if (!Objects.equals(resultInfo, other.resultInfo)) {
        return CallMember.RESULT_INFO.member();
      }
      return Arrays.stream(CallMember.values())
          .map(CallMember::member)
          .filter(name -> !Objects.equals(declared.get(name), other.declared.get(name)))
          .findFirst()
          .orElseGet(() -> dynamic.firstDifference(other.dynamic));
    }
  }

  private ResultInfo resultInfo() {
    return resultCode == null ? null : new ResultInfo(resultCode, resultSubcode, resultMessage);
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
