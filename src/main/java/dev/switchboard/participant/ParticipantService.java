package dev.switchboard.participant;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.switchboard.audit.AuditTrail;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.TransientFailuresAnswered;
import dev.switchboard.notification.Audience;
import dev.switchboard.notification.ChangeNotification;
import dev.switchboard.notification.NotifiesLast;
import dev.switchboard.notification.Outbox;
import dev.switchboard.odata.Precondition;
import dev.switchboard.query.Condition;
import dev.switchboard.query.ListQuery;
import dev.switchboard.query.Page;
import dev.switchboard.query.Rows;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;

/**
 * The transactions on participants. Whoever writes comes by way of the call, holds its lock and has
 * made sure that it goes on: so one writer at a time is at a roster, its number has no gaps, and
 * what is told of it is the whole of it as it was left by each change.
 */
@Stateless
@TransientFailuresAnswered
@NotifiesLast
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class ParticipantService {

  /**
   * Most participants of a call: with {@link ParticipantPatch#MOST_BYTES} it bounds what is told of
   * one change.
   */
  private static final int MOST = 350;

  @PersistenceContext private EntityManager entities;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private TimeOrderedEpochFactory ids;
  @Inject private AuditTrail audit;
  @Inject private Outbox outbox;

  /**
   * Reads a participant.
   *
   * @throws ApiException 404 if there is none
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public ParticipantView get(ParticipantKey key, AccessScope scope) {
    return one(key, scope)
        .getResultStream()
        .findFirst()
        .map(ParticipantView::of)
        .orElseThrow(ParticipantKey::notFound);
  }

  /** One page of the participants of a call. */
  public Page<ParticipantView> list(UUID callId, AccessScope scope, ListQuery query) {
    return Page.of(
        query, rows(callId, scope), Participant::id, Participant::text, ParticipantView::of);
  }

  /** How many participants of a call fulfil the condition of a query. */
  public long count(UUID callId, AccessScope scope, ListQuery query) {
    return rows(callId, scope).count(query.condition());
  }

  private Rows<Participant> rows(UUID callId, AccessScope scope) {
    return OwnedEntity.rows(
        entities, Participant.class, scope, Condition.of("e.callId = :callId", "callId", callId));
  }

  /**
   * Adds somebody to a call.
   *
   * @throws ApiException 400 if the document does not fit its type, 409 if there are too many
   */
  public ParticipantView create(UUID callId, Owner owner, ParticipantPatch document) {
    if (rows(callId, AccessScope.of(owner)).count(Condition.ALWAYS) >= MOST) {
      throw ApiException.conflict(
          null, "A call has at most %d participants; no further one fits in.".formatted(MOST));
    }
    Roster roster = roster(callId, owner);
    Participant participant =
        new Participant(
            new ParticipantKey(callId, ids.create()),
            owner,
            document,
            () -> roster.next(clock.instant()),
            clock.instant());
    entities.persist(participant);
    entities.flush();
    audit.created(participant.key().path(), participant.version());
    tell(callId, owner);
    return ParticipantView.of(participant);
  }

  /**
   * Merges a patch into a participant.
   *
   * @return the participant as it is stored when this transaction commits
   * @throws ApiException 400 if the patch does not fit its type, 404 if there is none, 412 if the
   *     precondition does not hold, 428 if it is missing
   */
  public ParticipantView update(
      ParticipantKey key, Owner owner, ParticipantPatch patch, Precondition precondition) {
    Participant participant = lockedFor(key, owner, precondition);
    Roster roster = roster(key.callId(), owner);
    long before = participant.version();
    written(
        participant,
        before,
        participant.apply(patch, () -> roster.next(clock.instant()), clock.instant()));
    return ParticipantView.of(participant);
  }

  private void written(Participant participant, long before, boolean changed) {
    if (changed) {
      entities.flush();
    }
    audit.written(participant.key().path(), before, participant.version());
    if (changed) {
      tell(participant.key().callId(), participant.owner());
    }
  }

  /**
   * Takes somebody out of a call. Who is on hold is not any more.
   *
   * @throws ApiException 404, 412, 428 as for {@link #update}
   */
  public void remove(ParticipantKey key, Owner owner, Precondition precondition) {
    Participant participant = lockedFor(key, owner, precondition);
    long before = participant.version();
    entities.remove(participant);
    roster(key.callId(), owner).next(clock.instant());
    release(key, owner);
    entities.flush();
    audit.deleted(key.path(), before);
    tell(key.callId(), owner);
  }

  /**
   * Demands that somebody is in a call, and locks it.
   *
   * @throws ApiException 404 if not, 412 if the precondition does not hold
   */
  public void require(ParticipantKey key, Owner owner, Precondition precondition) {
    precondition.requireFor(locked(key, owner).orElseThrow(ParticipantKey::notFound).etag());
  }

  /** Mutes or unmutes, if there is such a participant and that was not so before. */
  public void mute(ParticipantKey key, Owner owner, boolean muted) {
    Optional<Participant> found = locked(key, owner);
    if (found.isEmpty()) {
      return;
    }
    Participant participant = found.get();
    Roster roster = roster(key.callId(), owner);
    long before = participant.version();
    if (participant.mute(muted, () -> roster.next(clock.instant()), clock.instant())) {
      written(participant, before, true);
    }
  }

  /** Notes who was put on hold, and by which operation. */
  public void hold(ParticipantKey key, Owner owner, UUID operationId) {
    roster(key.callId(), owner).hold(key.id(), operationId, clock.instant());
  }

  /** Notes that somebody is not on hold any more. */
  public void release(ParticipantKey key, Owner owner) {
    Roster roster = roster(key.callId(), owner);
    if (roster.held().filter(hold -> hold.participantId().equals(key.id())).isPresent()) {
      roster.release(clock.instant());
    }
  }

  /** Who of a call was put on hold last, unless it came back or left. */
  public Optional<Roster.Hold> held(UUID callId, Owner owner) {
    return roster(callId, owner).held();
  }

  /** That of a call; there is none before its first participant. */
  private Roster roster(UUID callId, Owner owner) {
    return OwnedEntity.query(entities, Roster.class, AccessScope.of(owner), "e.id = :id", "")
        .setParameter("id", callId)
        .getResultStream()
        .findFirst()
        .orElseGet(
            () -> {
              Roster roster = new Roster(callId, owner, clock.instant());
              entities.persist(roster);
              return roster;
            });
  }

  /**
   * Leaves word of a change with the whole roster, which is how Graph tells it. It is read here and
   * not when it is written: of two changes in one transaction each shows what it left.
   */
  private void tell(UUID callId, Owner owner) {
    outbox.append(
        callId,
        owner,
        EnumSet.allOf(Audience.class),
        ChangeNotification.of(
            ParticipantKey.collectionPath(callId),
            OwnedEntity.query(
                    entities,
                    Participant.class,
                    AccessScope.of(owner),
                    "e.callId = :callId",
                    "ORDER BY e.id")
                .setParameter("callId", callId)
                .getResultStream()
                .map(ParticipantView::of)
                .toList()));
  }

  private Participant lockedFor(ParticipantKey key, Owner owner, Precondition precondition) {
    Participant participant = locked(key, owner).orElseThrow(ParticipantKey::notFound);
    if (settings.requireIfMatch()) {
      precondition.requirePresent();
    }
    precondition.requireFor(participant.etag());
    return participant;
  }

  private Optional<Participant> locked(ParticipantKey key, Owner owner) {
    return one(key, AccessScope.of(owner))
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  private TypedQuery<Participant> one(ParticipantKey key, AccessScope scope) {
    return OwnedEntity.query(
            entities, Participant.class, scope, "e.id = :id AND e.callId = :callId", "")
        .setParameter("id", key.id())
        .setParameter("callId", key.callId());
  }
}
