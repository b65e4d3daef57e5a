package dev.switchboard.notification;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.switchboard.error.TransientFailuresAnswered;
import dev.switchboard.query.Condition;
import dev.switchboard.query.ListQuery;
import dev.switchboard.query.Page;
import dev.switchboard.query.Rows;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * All notifications for the media platform of a tenant, in one order without gaps. They are
 * numbered when somebody reads them: a number that is handed out where they are written would be
 * one lock for all calls of the tenant, and one that is not under a lock would be seen after a
 * higher one, and be missed.
 */
@Stateless
@TransientFailuresAnswered
public class NotificationFeedService {

  private static final int PORTION = 500;

  private static final String OF_PLATFORM = "e.audience = :audience";

  @PersistenceContext private EntityManager entities;
  @Inject private TimeOrderedEpochFactory ids;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /**
   * An endpoint at which notifications do not arrive just now.
   *
   * @param endpoint its host and port
   * @param calls of how many calls
   * @param attempts how often the one has failed that has failed most often
   * @param next when one of them is tried again
   * @param failure what happened at one of them
   */
  public record Trouble(
      String endpoint, long calls, int attempts, OffsetDateTime next, String failure) {}

  /**
   * One page of them.
   *
   * @param scope of a whole tenant
   */
  public Page<NotificationView> list(AccessScope scope, ListQuery query) {
    number(scope);
    return Page.of(
        query, rows(scope), Notification::id, Notification::text, NotificationView::inFeed);
  }

  /** How many of them fulfil the condition of a query. */
  public long count(AccessScope scope, ListQuery query) {
    number(scope);
    return rows(scope).count(query.condition());
  }

  /** The endpoints in trouble, those of bots and the platform's. */
  public List<Trouble> troubles(AccessScope scope) {
    return OwnedEntity.figures(
            entities,
            "e.endpoint, COUNT(e), MAX(e.attempts), MIN(e.dueAt), MAX(e.failure)",
            NotificationStream.class,
            scope,
            "e.failure IS NOT NULL",
            "GROUP BY e.endpoint ORDER BY e.endpoint")
        .getResultStream()
        .map(
            row ->
                new Trouble(
                    (String) row[0],
                    ((Number) row[1]).longValue(),
                    ((Number) row[2]).intValue(),
                    (OffsetDateTime) row[3],
                    (String) row[4]))
        .toList();
  }

  /**
   * Numbers those that have none yet, or the first of them if there are many. Those of one call are
   * in the order of their ids, and whoever sees one sees those before it.
   */
  private void number(AccessScope scope) {
    feed(NotificationFeed.lockOf(scope.tenantId()))
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getSingleResult();
    List<Object[]> unnumbered =
        OwnedEntity.figures(
                entities,
                // Of one expression alone a provider would make no row.
                "e.id, e.sequence",
                Notification.class,
                scope,
                OF_PLATFORM + " AND e.tenantSequence IS NULL",
                "ORDER BY e.id")
            .setParameter("audience", Audience.PLATFORM)
            .setMaxResults(PORTION)
            .getResultList();
    if (unnumbered.isEmpty()) {
      return;
    }
    NotificationFeed feed =
        feed(NotificationFeed.of(scope.tenantId()))
            .getResultStream()
            .findFirst()
            .orElseGet(() -> begun(scope.tenantId()));
    for (Object[] each : unnumbered) {
      OwnedEntity.set(
          entities, "notification", "tenant_sequence", feed.next(), (UUID) each[0], scope);
    }
  }

  /**
   * Removes some of the notifications of all tenants that are too old, whatever became of them.
   *
   * @return whether there may be more
   */
  public boolean removeOld() {
    List<UUID> old =
        OwnedEntity.keysOfAll(
                entities, Notification.class, "", "e.createdAt < :limit", "ORDER BY e.createdAt")
            .setParameter(
                "limit", OwnedEntity.stored(clock.instant().minus(settings.notificationsKept())))
            .setMaxResults(PORTION)
            .getResultStream()
            .map(key -> (UUID) key[0])
            .toList();
    if (!old.isEmpty()) {
      OwnedEntity.deleteOfAll(entities, Notification.class, old);
    }
    return old.size() == PORTION;
  }

  private TypedQuery<NotificationFeed> feed(Owner owner) {
    return OwnedEntity.query(entities, NotificationFeed.class, AccessScope.of(owner), "1 = 1", "");
  }

  private NotificationFeed begun(String tenantId) {
    NotificationFeed feed = new NotificationFeed(ids.create(), tenantId, clock.instant());
    entities.persist(feed);
    return feed;
  }

  private Rows<Notification> rows(AccessScope scope) {
    return OwnedEntity.rows(
        entities,
        Notification.class,
        scope,
        Condition.of(
            OF_PLATFORM + " AND e.tenantSequence IS NOT NULL", "audience", Audience.PLATFORM));
  }
}
