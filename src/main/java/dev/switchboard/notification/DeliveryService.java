package dev.switchboard.notification;

import dev.switchboard.error.TransientFailuresAnswered;
import dev.switchboard.notification.Delivery.Destination;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import dev.switchboard.webhook.WebhookClient;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The transactions of delivery, each as short as it can be: nothing is sent in any of them. */
@Stateless
@LocalBean
@TransientFailuresAnswered
public class DeliveryService implements Deliveries {

  /** Longer than one attempt may take in all, so that nobody else tries meanwhile. */
  static final Duration LEASE = WebhookClient.DEADLINE.multipliedBy(3);

  /** Nobody is at it; a lease that ends too late is of a time before the clock went back. */
  private static final String FREE =
      "(e.leasedUntil IS NULL OR e.leasedUntil <= :now OR e.leasedUntil > :lease)";

  @PersistenceContext private EntityManager entities;
  @Inject private Clock clock;
  @Inject private Destinations destinations;

  /** A stream as the query for those that are due tells it. */
  private record DueStream(UUID id, Owner owner, UUID callId, Audience audience, Instant since)
      implements Destinations.Stream {}

  @Override
  public List<Due> due(int most) {
    Instant now = clock.instant();
    List<DueStream> streams =
        OwnedEntity.keysOfAll(
                entities,
                NotificationStream.class,
                ", e.callId, e.audience, e.waitingSince",
                "e.dueAt <= :now AND " + FREE,
                "ORDER BY e.dueAt")
            .setParameter("now", OwnedEntity.stored(now))
            .setParameter("lease", OwnedEntity.stored(now.plus(LEASE)))
            .setMaxResults(most)
            .getResultStream()
            .map(
                row ->
                    new DueStream(
                        (UUID) row[0],
                        new Owner((String) row[1], (String) row[2]),
                        (UUID) row[3],
                        (Audience) row[4],
                        ((OffsetDateTime) row[5]).toInstant()))
            .toList();
    Map<DueStream, Destination> to = destinations.of(streams);
    return streams.stream()
        .map(
            stream ->
                new Due(
                    stream.id(),
                    stream.owner(),
                    stream.since(),
                    Optional.ofNullable(to.get(stream)).map(Destination::endpoint)))
        .toList();
  }

  @Override
  public void parked(Collection<Due> dues, Duration pause) {
    Instant now = clock.instant();
    OwnedEntity.updateOfAll(
            entities,
            NotificationStream.class,
            dues.stream().map(Due::id).toList(),
            "e.dueAt = :later",
            "e.dueAt <= :now AND " + FREE)
        .setParameter("later", OwnedEntity.stored(now.plus(pause)))
        .setParameter("now", OwnedEntity.stored(now))
        .setParameter("lease", OwnedEntity.stored(now.plus(LEASE)))
        .executeUpdate();
  }

  @Override
  public Optional<Delivery> take(Due due) {
    return locked(due.id(), due.owner()).flatMap(stream -> next(stream, clock.instant()));
  }

  @Override
  public Optional<Delivery> sent(Delivery delivery, boolean goOn) {
    Instant now = clock.instant();
    Optional<NotificationStream> held = held(delivery);
    held.ifPresent(
        stream -> {
          if (delivery.again()) {
            notification(delivery).ifPresent(notification -> notification.arrived(now));
            stream.redelivered(now);
          } else {
            stream.advance(now);
          }
        });
    return goOn ? held.flatMap(stream -> next(stream, now)) : Optional.empty();
  }

  @Override
  public void released(Delivery delivery, Duration pause) {
    change(delivery, (stream, now) -> stream.release(now.plus(pause)));
  }

  @Override
  public void postponed(Delivery delivery, Duration pause, String reason) {
    change(
        delivery,
        (stream, now) ->
            stream.postpone(now.plus(pause), delivery.destination().orElseThrow(), reason));
  }

  @Override
  public void buried(Delivery delivery, String reason) {
    change(
        delivery,
        (stream, now) -> {
          notification(delivery).ifPresent(notification -> notification.bury(reason, now));
          if (delivery.again()) {
            stream.redelivered(now);
          } else {
            stream.advance(now);
          }
        });
  }

  @Override
  public void rests(Delivery delivery) {
    change(delivery, (stream, now) -> stream.rest());
  }

  /** What comes first of a stream that is locked. */
  private Optional<Delivery> next(NotificationStream stream, Instant now) {
    if (!stream.lease(now, now.plus(LEASE))) {
      return Optional.empty();
    }
    Optional<Notification> again = stream.hasRedeliveries() ? again(stream) : Optional.empty();
    Optional<Notification> next =
        again.or(() -> notification(stream.idOf(stream.nextSequence()), stream.owner()));
    if (next.isEmpty()) {
      // It was removed, for it was too old.
      stream.skip(now);
    }
    return next.map(notification -> delivery(stream, notification, again.isPresent()));
  }

  private Delivery delivery(NotificationStream stream, Notification next, boolean again) {
    return new Delivery(
        stream.id(),
        stream.owner(),
        stream.fence(),
        next.id(),
        stream.callId(),
        next.sequence(),
        again,
        next.change(),
        stream.attempts(),
        Optional.ofNullable(destinations.of(List.of(stream)).get(stream)));
  }

  private void change(Delivery delivery, BiConsumer<NotificationStream, Instant> change) {
    held(delivery).ifPresent(stream -> change.accept(stream, clock.instant()));
  }

  private Optional<NotificationStream> held(Delivery delivery) {
    return locked(delivery.streamId(), delivery.owner())
        .filter(stream -> stream.isHeldBy(delivery.fence()));
  }

  private Optional<NotificationStream> locked(UUID id, Owner owner) {
    return byId(NotificationStream.class, id, owner)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  private Optional<Notification> notification(Delivery delivery) {
    return notification(delivery.messageId(), delivery.owner());
  }

  private Optional<Notification> notification(UUID id, Owner owner) {
    return byId(Notification.class, id, owner).getResultStream().findFirst();
  }

  private Optional<Notification> again(NotificationStream stream) {
    return OwnedEntity.query(
            entities,
            Notification.class,
            AccessScope.of(stream.owner()),
            "e.callId = :callId AND e.audience = :audience AND e.redeliver = TRUE",
            "ORDER BY e.sequence")
        .setParameter("callId", stream.callId())
        .setParameter("audience", stream.audience())
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  private <E extends OwnedEntity> TypedQuery<E> byId(Class<E> type, UUID id, Owner owner) {
    return OwnedEntity.query(entities, type, AccessScope.of(owner), "e.id = :id", "")
        .setParameter("id", id);
  }
}
