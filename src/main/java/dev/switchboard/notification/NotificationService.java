package dev.switchboard.notification;

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
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/** Reads notifications. */
@Stateless
@TransientFailuresAnswered
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class NotificationService {

  @PersistenceContext private EntityManager entities;

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
