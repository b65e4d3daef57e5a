package dev.switchboard.call;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.switchboard.audit.AuditTrail;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.TransientFailuresAnswered;
import dev.switchboard.notification.Audience;
import dev.switchboard.notification.ChangeNotification;
import dev.switchboard.notification.ChangeType;
import dev.switchboard.notification.NotificationService;
import dev.switchboard.notification.NotificationView;
import dev.switchboard.notification.NotifiesLast;
import dev.switchboard.notification.Outbox;
import dev.switchboard.odata.Precondition;
import dev.switchboard.operation.CommsOperationService;
import dev.switchboard.operation.OperationKey;
import dev.switchboard.operation.OperationPatch;
import dev.switchboard.operation.OperationView;
import dev.switchboard.participant.ParticipantKey;
import dev.switchboard.participant.ParticipantPatch;
import dev.switchboard.participant.ParticipantService;
import dev.switchboard.participant.ParticipantView;
import dev.switchboard.participant.Roster;
import dev.switchboard.query.Condition;
import dev.switchboard.query.Expansion;
import dev.switchboard.query.ListQuery;
import dev.switchboard.query.Page;
import dev.switchboard.query.Rows;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The transactions on calls. Whatever must not happen while a call ends takes the lock of the
 * call's row first, those of its participants afterwards and those of its operations then, in this
 * order everywhere. The participants of a call that has ended stay as they were then, to be read:
 * its end is told once, by the call, and says that everybody has left.
 */
@Stateless
@TransientFailuresAnswered
@NotifiesLast
public class CallService {

  @PersistenceContext private EntityManager entities;
  @Inject private CommsOperationService operations;
  @Inject private ParticipantService participants;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private TimeOrderedEpochFactory ids;
  @Inject private AuditTrail audit;
  @Inject private Outbox outbox;
  @Inject private NotificationService notifications;

  /** Creates a call. */
  public CallView create(Owner owner, NewCall document) {
    Call call = new Call(ids.create(), owner, document, clock.instant());
    entities.persist(call);
    entities.flush();
    audit.created(CallView.path(call.id()), call.version());
    tell(call, EnumSet.of(Audience.PLATFORM), changed(call, ChangeType.CREATED));
    // A bot hears of a call that it did not begin itself that it is there, else how it goes on.
    tell(
        call,
        EnumSet.of(Audience.BOT),
        changed(
            call,
            document.state() == CallState.INCOMING ? ChangeType.CREATED : ChangeType.UPDATED));
    return CallView.of(call);
  }

  private void tell(Call call, Set<Audience> audiences, ChangeNotification change) {
    outbox.append(call.id(), call.owner(), audiences, change);
  }

  private void tellOf(Call call, Optional<JsonObject> action) {
    ChangeNotification change =
        changed(call, call.hasEnded() ? ChangeType.DELETED : ChangeType.UPDATED);
    tell(call, EnumSet.allOf(Audience.class), action.map(change::by).orElse(change));
  }

  private static ChangeNotification changed(Call call, ChangeType type) {
    return ChangeNotification.of(type, CallView.path(call.id()), CallView.of(call));
  }

  /**
   * Reads a call.
   *
   * @param expansion what is wanted of one of its collections
   * @throws ApiException 404 if there is none
   */
  public CallView get(UUID id, AccessScope scope, Optional<Expansion> expansion) {
    return view(visible(id, scope), scope, expansion);
  }

  /** One page of calls. */
  public Page<CallView> list(AccessScope scope, ListQuery query) {
    return Page.of(
        query, rows(scope), Call::id, Call::text, call -> view(call, scope, query.expansion()));
  }

  /** How many calls fulfil the condition of a query. */
  public long count(AccessScope scope, ListQuery query) {
    return rows(scope).count(query.condition());
  }

  private CallView view(Call call, AccessScope scope, Optional<Expansion> expansion) {
    CallView view = CallView.of(call);
    return expansion
        .map(
            wanted ->
                view.with(
                    wanted.property().equals(CallModel.PARTICIPANTS.name())
                        ? participants.list(
                            call.id(),
                            scope,
                            wanted.of(scope.of(ParticipantKey.collection(call.id()))))
                        : operations.list(
                            call.id(),
                            scope,
                            wanted.of(scope.of(OperationKey.collection(call.id()))))))
        .orElse(view);
  }

  /**
   * Merges a patch into a call. If that ends the call, its open operations have failed in the same
   * transaction, as when it is hung up.
   *
   * @return the call as it is stored when this transaction commits
   * @throws ApiException 400 if the patch does not fit the call, 403 if the caller may see but not
   *     change it, 404 if there is none, 409 if it may not change so, 412 if the precondition does
   *     not hold, 428 if it is missing
   */
  public CallView update(UUID id, AccessScope scope, CallPatch patch, Precondition precondition) {
    Call call = lockedFor(id, scope, precondition);
    long before = call.version();
    boolean hadEnded = call.hasEnded();
    boolean changed = call.apply(patch, clock.instant());
    if (changed) {
      entities.flush();
    }
    audit.written(CallView.path(id), before, call.version());
    if (call.hasEnded() && !hadEnded) {
      operations.cancelOpen(id, call.owner());
    }
    if (changed) {
      tellOf(call, Optional.empty());
    }
    return CallView.of(call);
  }

  /**
   * Does an action on a call, a participant of it or all of them: the state of the call, what
   * changes of the participant, the operation that starts, and those that end with it or by it, all
   * in one transaction.
   *
   * @param precondition of what the action is bound to
   * @return the operation that starts, if the action starts one
   * @throws ApiException 400 or 409 if the action is not lawful in this call or in its state, 403
   *     if the caller may see but not do it, 404 if there is no such call or participant, 412 if
   *     the precondition does not hold
   */
  public Optional<OperationView> act(
      UUID id, AccessScope scope, ActionRequest request, Precondition precondition) {
    Call call = locked(id, scope);
    CallAction action = request.action();
    if (action.target() == CallAction.Target.CALL) {
      precondition.requireFor(call.etag());
    }
    long before = call.version();
    boolean changed = call.act(request, clock.instant());
    if (changed) {
      entities.flush();
      audit.written(CallView.path(id), before, call.version());
    }
    prepare(call, request, precondition);
    if (action == CallAction.KEEP_ALIVE) {
      keepAlive(call);
    }
    Optional<JsonObject> cause = Optional.of(request.document());
    Optional<OperationView> started =
        request
            .operation(settings.callLimits())
            .map(document -> operations.create(id, call.owner(), document, cause));
    if (action == CallAction.START_HOLD_MUSIC) {
      participants.hold(
          bound(id, request).orElseThrow(), call.owner(), started.orElseThrow().key().id());
    } else if (action == CallAction.STOP_HOLD_MUSIC) {
      participants.release(bound(id, request).orElseThrow(), call.owner());
    }
    if (call.hasEnded()) {
      operations.cancelOpen(id, call.owner());
    } else if (action == CallAction.CANCEL_MEDIA_PROCESSING) {
      operations.cancelOpenMedia(id, call.owner());
    }
    if (changed) {
      tellOf(call, cause);
    } else if (action.isForThePlatform()) {
      tell(
          call,
          EnumSet.of(Audience.PLATFORM),
          changed(call, ChangeType.UPDATED).by(request.document()));
    }
    return started;
  }

  /** Does what an action does to participants, whose locks come before those of operations. */
  private void prepare(Call call, ActionRequest request, Precondition precondition) {
    Optional<ParticipantKey> bound = bound(call.id(), request);
    bound.ifPresent(key -> participants.require(key, call.owner(), precondition));
    CallAction action = request.action();
    if (action == CallAction.START_HOLD_MUSIC || action == CallAction.STOP_HOLD_MUSIC) {
      requireHold(call, bound.orElseThrow(), action);
    }
    action
        .mutes()
        .ifPresent(
            muted ->
                bound
                    .or(() -> itself(call))
                    .ifPresent(key -> participants.mute(key, call.owner(), muted)));
  }

  private static Optional<ParticipantKey> bound(UUID callId, ActionRequest request) {
    return request.participant().map(id -> new ParticipantKey(callId, id));
  }

  /** The participant that the bot is, if the platform has said which. */
  private static Optional<ParticipantKey> itself(Call call) {
    return Optional.ofNullable(call.content().text(CallMember.MY_PARTICIPANT_ID))
        .flatMap(OperationKey::parseId)
        .map(id -> new ParticipantKey(call.id(), id));
  }

  /**
   * Demands that nobody else hears music, or that this participant does (Graph's documentation of
   * participant-startHoldMusic: one at a time). Who does is a note in the roster and not told by
   * the operations: the one that began it completes when the music plays, not when it ends. If that
   * operation failed, nobody was put on hold after all.
   */
  private void requireHold(Call call, ParticipantKey key, CallAction action) {
    Optional<UUID> held =
        participants
            .held(call.id(), call.owner())
            .filter(
                hold ->
                    !operations.hasFailed(
                        new OperationKey(call.id(), hold.operationId()), call.owner()))
            .map(Roster.Hold::participantId);
    if (action == CallAction.START_HOLD_MUSIC
        ? held.isPresent() && !held.get().equals(key.id())
        : !held.equals(Optional.of(key.id()))) {
      throw ApiException.conflict(
              null,
              action == CallAction.START_HOLD_MUSIC
                  ? "Another participant is on hold; only one can be at a time."
                  : "The participant is not on hold.")
          .withSubcode(CallAction.INVALID_IN_STATE);
    }
  }

  private void keepAlive(Call call) {
    OwnedEntity.set(
        entities,
        "comms_call",
        "kept_alive_at",
        OwnedEntity.stored(clock.instant()),
        call.id(),
        AccessScope.of(call.owner()));
  }

  /**
   * A call that goes on although nobody has kept it alive, or answered it.
   *
   * @param id of the call
   * @param owner whose it is
   */
  record Expired(UUID id, Owner owner) {}

  /** Those calls, in all tenants, some of them if there are more. */
  public List<Expired> expired(int most) {
    Expiry expiry = Expiry.at(clock.instant(), settings);
    return OwnedEntity.keysOfAll(
            entities,
            Call.class,
            "",
            "e.state IN :alive AND e.keptAliveAt < :forgotten"
                + " OR e.state = :incoming AND e.keptAliveAt < :unanswered",
            "")
        .setParameter("alive", EnumSet.complementOf(EnumSet.of(CallState.TERMINATED)))
        .setParameter("forgotten", OwnedEntity.stored(expiry.forgotten()))
        .setParameter("incoming", CallState.INCOMING)
        .setParameter("unanswered", OwnedEntity.stored(expiry.unanswered()))
        .setMaxResults(most)
        .getResultStream()
        .map(key -> new Expired((UUID) key[0], new Owner((String) key[1], (String) key[2])))
        .toList();
  }

  /**
   * Ends a call unless it was kept alive or answered meanwhile: as it is hung up, but for the
   * reason.
   */
  public void expire(Expired expired) {
    Call call = locked(expired.id(), AccessScope.of(expired.owner()));
    long before = call.version();
    if (call.expire(Expiry.at(clock.instant(), settings), clock.instant())) {
      entities.flush();
      audit.written(CallView.path(call.id()), before, call.version());
      close(call);
    }
  }

  private Call lockedFor(UUID id, AccessScope scope, Precondition precondition) {
    Call call = locked(id, scope);
    if (settings.requireIfMatch()) {
      precondition.requirePresent();
    }
    precondition.requireFor(call.etag());
    return call;
  }

  /**
   * Hangs up: the call is terminated and its open operations have failed, all in one transaction. A
   * call that has ended stays as it is, so that a repeated request succeeds.
   *
   * @throws ApiException 403 if the caller may see but not end it, 404 if there is none, 412 if the
   *     precondition does not hold, 428 if it is missing
   */
  public void hangUp(UUID id, AccessScope scope, Precondition precondition) {
    Call call = lockedFor(id, scope, precondition);
    long before = call.version();
    boolean ended = call.hangUp(clock.instant());
    entities.flush();
    audit.written(CallView.path(id), before, call.version());
    if (ended) {
      close(call);
    }
  }

  /** The open operations of a call that has ended have failed, and that is told after them. */
  private void close(Call call) {
    operations.cancelOpen(call.id(), call.owner());
    tellOf(call, Optional.empty());
  }

  /**
   * Starts an operation in a call.
   *
   * @throws ApiException 400 if the document is wrong, 403 or 404 as for {@link #hangUp}, 409 if
   *     the call has ended
   */
  public OperationView startOperation(UUID id, AccessScope scope, OperationPatch document) {
    Call call = locked(id, scope);
    if (call.hasEnded()) {
      throw ApiException.conflict(null, "The call has ended; no operation can start in it.");
    }
    return operations.create(id, call.owner(), document, Optional.empty());
  }

  /**
   * One page of the operations of a call.
   *
   * @throws ApiException 404 if there is no such call
   */
  public Page<OperationView> operations(UUID id, AccessScope scope, ListQuery query) {
    visible(id, scope);
    return operations.list(id, scope, query);
  }

  /**
   * How many operations of a call fulfil the condition of a query.
   *
   * @throws ApiException 404 if there is no such call
   */
  public long countOperations(UUID id, AccessScope scope, ListQuery query) {
    visible(id, scope);
    return operations.count(id, scope, query);
  }

  /**
   * Adds a participant to a call.
   *
   * @throws ApiException 400 if the document is wrong, 403 or 404 as for {@link #hangUp}, 409 if
   *     the call has ended or has too many
   */
  public ParticipantView addParticipant(UUID id, AccessScope scope, ParticipantPatch document) {
    return participants.create(id, goingOn(id, scope).owner(), document);
  }

  /**
   * Merges a patch into a participant of a call.
   *
   * @return the participant as it is stored when this transaction commits
   * @throws ApiException 400 if the patch does not fit, 403 if the caller may see but not change
   *     the call, 404 if there is no such call or participant, 409 if the call has ended, 412 if
   *     the precondition does not hold, 428 if it is missing
   */
  public ParticipantView updateParticipant(
      ParticipantKey key, AccessScope scope, ParticipantPatch patch, Precondition precondition) {
    return participants.update(key, goingOn(key.callId(), scope).owner(), patch, precondition);
  }

  /**
   * Takes a participant out of a call.
   *
   * @throws ApiException 403, 404, 409, 412, 428 as for {@link #updateParticipant}
   */
  public void removeParticipant(ParticipantKey key, AccessScope scope, Precondition precondition) {
    participants.remove(key, goingOn(key.callId(), scope).owner(), precondition);
  }

  /** A call whose participants may change, locked so that it cannot end meanwhile. */
  private Call goingOn(UUID id, AccessScope scope) {
    Call call = locked(id, scope);
    if (call.hasEnded()) {
      throw ApiException.conflict(
          null, "The call has ended; its participants can no longer change.");
    }
    return call;
  }

  /**
   * One page of the participants of a call.
   *
   * @throws ApiException 404 if there is no such call
   */
  public Page<ParticipantView> participants(UUID id, AccessScope scope, ListQuery query) {
    visible(id, scope);
    return participants.list(id, scope, query);
  }

  /**
   * How many participants of a call fulfil the condition of a query.
   *
   * @throws ApiException 404 if there is no such call
   */
  public long countParticipants(UUID id, AccessScope scope, ListQuery query) {
    visible(id, scope);
    return participants.count(id, scope, query);
  }

  /**
   * One page of the notifications of a call.
   *
   * @throws ApiException 404 if there is no such call
   */
  public Page<NotificationView> notifications(
      UUID id, Audience audience, AccessScope scope, ListQuery query) {
    visible(id, scope);
    return notifications.list(id, audience, scope, query);
  }

  /**
   * How many notifications of a call fulfil the condition of a query.
   *
   * @throws ApiException 404 if there is no such call
   */
  public long countNotifications(UUID id, Audience audience, AccessScope scope, ListQuery query) {
    visible(id, scope);
    return notifications.count(id, audience, scope, query);
  }

  /**
   * Asks to send a notification of a call once more.
   *
   * @throws ApiException 404 if there is no such call, or no such notification of it; 409 if it is
   *     still to be sent for the first time
   */
  public void redeliver(UUID id, Audience audience, AccessScope scope, int sequence) {
    if (one(id, scope).getResultStream().findFirst().isEmpty()) {
      throw missing(id, scope);
    }
    notifications.redeliver(id, audience, scope, sequence);
  }

  private Rows<Call> rows(AccessScope scope) {
    return OwnedEntity.rows(entities, Call.class, scope, Condition.ALWAYS);
  }

  private Call visible(UUID id, AccessScope scope) {
    return one(id, scope).getResultStream().findFirst().orElseThrow(CallService::notFound);
  }

  private Call locked(UUID id, AccessScope scope) {
    return one(id, scope)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> missing(id, scope));
  }

  /**
   * 404, unless the caller may see the call: then there is nothing to hide and 403 tells the truth.
   */
  private ApiException missing(UUID id, AccessScope scope) {
    return scope.mayReadTenant()
            && one(id, scope.tenant()).getResultStream().findFirst().isPresent()
        ? scope.mayOnlyRead("call")
        : notFound();
  }

  /** The answer for every call that does not exist, or not for this caller. */
  static ApiException notFound() {
    return ApiException.notFound("There is no such call.");
  }

  private TypedQuery<Call> one(UUID id, AccessScope scope) {
    return query("e.id = :id", scope, "").setParameter("id", id);
  }

  private TypedQuery<Call> query(String predicate, AccessScope scope, String order) {
    return OwnedEntity.query(entities, Call.class, scope, predicate, order);
  }
}
