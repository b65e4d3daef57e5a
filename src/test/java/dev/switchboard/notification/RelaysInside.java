package dev.switchboard.notification;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A bean of the in-container tests: what relays of several nodes do, one step at a time. */
@Stateless
public class RelaysInside {

  @PersistenceContext private EntityManager entities;
  @Inject private DeliveryService deliveries;

  /**
   * What a relay has taken.
   *
   * @param delivery of this package
   */
  public record Taken(Object delivery) {

    /** The number of the notification. */
    public int sequence() {
      return of(this).sequence();
    }

    /** The id of its message. */
    public UUID messageId() {
      return of(this).messageId();
    }
  }

  /**
   * Takes what comes first for the bot of a call, in the transaction in which it becomes due and
   * every earlier lease runs out: so the relay of the service itself is never before.
   */
  public Optional<Taken> take(UUID callId) {
    entities
        .createNativeQuery(
            "UPDATE notification_stream SET due_at = created_at, leased_until = NULL"
                + " WHERE call_id = ? AND audience = 'BOT'")
        .setParameter(1, callId)
        .executeUpdate();
    NotificationStream stream =
        entities
            .createQuery(
                "SELECT s FROM NotificationStream s WHERE s.callId = :callId AND s.audience = :bot",
                NotificationStream.class)
            .setParameter("callId", callId)
            .setParameter("bot", Audience.BOT)
            .getSingleResult();
    entities.refresh(stream);
    return deliveries
        .take(new Deliveries.Due(stream.id(), stream.owner(), Instant.now(), Optional.empty()))
        .map(Taken::new);
  }

  /** Whether another relay would get it now. */
  public boolean isFree(UUID callId) {
    NotificationStream stream =
        entities
            .createQuery(
                "SELECT s FROM NotificationStream s WHERE s.callId = :callId AND s.audience = :bot",
                NotificationStream.class)
            .setParameter("callId", callId)
            .setParameter("bot", Audience.BOT)
            .getSingleResult();
    return deliveries
        .take(new Deliveries.Due(stream.id(), stream.owner(), Instant.now(), Optional.empty()))
        .isPresent();
  }

  /** It was accepted. */
  public void sent(Taken taken) {
    deliveries.sent(of(taken), false);
  }

  /** It was refused. */
  public void postponed(Taken taken) {
    deliveries.postponed(of(taken), Duration.ofHours(1), "refused");
  }

  /** It was refused for good. */
  public void buried(Taken taken) {
    deliveries.buried(of(taken), "refused for good");
  }

  /** The number of what comes next for the bot of a call, and how often that has failed. */
  public String state(UUID callId) {
    Object[] row =
        (Object[])
            entities
                .createNativeQuery(
                    "SELECT next_sequence, attempts FROM notification_stream"
                        + " WHERE call_id = ? AND audience = 'BOT'")
                .setParameter(1, callId)
                .getSingleResult();
    return row[0] + " failed " + row[1];
  }

  private static Delivery of(Taken taken) {
    return (Delivery) taken.delivery();
  }
}
