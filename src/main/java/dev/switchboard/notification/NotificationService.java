package dev.switchboard.notification;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.TransientFailuresAnswered;
import dev.switchboard.query.Condition;
import dev.switchboard.query.ListQuery;
import dev.switchboard.query.Page;
import dev.switchboard.query.Rows;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Reads notifications. */
@Stateless
@TransientFailuresAnswered
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class NotificationService {

  @PersistenceContext private EntityManager entities;
  @Inject private Clock clock;
  @Inject private Event<NotificationsDue> due;

  /** One page of the notifications of a call for an audience, oldest first. */
  public Page<NotificationView> list(
      UUID callId, Audience audience, AccessScope scope, ListQuery query) {
    return Page.of(
        query,
        rows(callId, audience, scope),
        Notification::id,
        Notification::text,
        NotificationView::of);
  }

  /**
   * Asks to send one of them once more, under its old id and number.
   *
   * @throws ApiException 404 if there is none with this number; 409 if it is still to be sent for
   *     the first time
   */
  public void redeliver(UUID callId, Audience audience, AccessScope scope, int sequence) {
    NotificationStream stream =
        ofCall(NotificationStream.class, "", callId, audience, scope)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultStream()
            .findFirst()
            .orElseThrow(NotificationService::notFound);
    Notification notification =
        ofCall(Notification.class, " AND e.sequence = :sequence", callId, audience, scope)
            .setParameter("sequence", sequence)
            .getResultStream()
            .findFirst()
            .orElseThrow(NotificationService::notFound);
    if (sequence >= stream.nextSequence()) {
      throw ApiException.conflict(
          null, "Notification %d is still to be sent for the first time.".formatted(sequence));
    }
    Instant now = clock.instant();
    if (notification.redeliver(now)) {
      stream.redeliver(now);
      due.fire(new NotificationsDue());
    }
  }

  private <E extends OwnedEntity> TypedQuery<E> ofCall(
      Class<E> type, String predicate, UUID callId, Audience audience, AccessScope scope) {
    return OwnedEntity.query(
            entities, type, scope, "e.callId = :callId AND e.audience = :audience" + predicate, "")
        .setParameter("callId", callId)
        .setParameter("audience", audience);
  }

  private static ApiException notFound() {
    return ApiException.notFound("There is no such notification.");
  }

  /** How many of them fulfil the condition of a query. */
  public long count(UUID callId, Audience audience, AccessScope scope, ListQuery query) {
    return rows(callId, audience, scope).count(query.condition());
  }

  private Rows<Notification> rows(UUID callId, Audience audience, AccessScope scope) {
    return OwnedEntity.rows(
        entities,
        Notification.class,
        scope,
        Condition.of("e.callId = :callId", "callId", callId)
            .and(Condition.of("e.audience = :audience", "audience", audience)));
  }
}
