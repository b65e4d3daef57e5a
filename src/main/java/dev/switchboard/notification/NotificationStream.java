package dev.switchboard.notification;

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
 * The notifications of a call for one audience: how many there are. Its lock is the last one that a
 * transaction takes, and so the numbers are in the order of the commits, without gaps.
 */
@Entity
@Table(name = "notification_stream")
public class NotificationStream extends OwnedEntity {

  @Column(name = "call_id")
  private UUID callId;

  @Enumerated(EnumType.STRING)
  private Audience audience;

  @Column(name = "last_sequence")
  private int lastSequence;

  /** For the persistence provider. */
  protected NotificationStream() {}

  NotificationStream(UUID id, Owner owner, UUID callId, Audience audience, Instant now) {
    super(id, owner, now);
    this.callId = callId;
    this.audience = audience;
  }

  /** Takes the number of the next notification, from 1 on. */
  int next(Instant now) {
    lastSequence++;
    modified(now);
    return lastSequence;
  }

  /**
   * The id of the notification with this number. Its last 32 bits are the number, and the others
   * the stream's, so that the order of the ids is that of the numbers (RFC 9562 section 5.8).
   */
  UUID idOf(int sequence) {
    long common = id().getLeastSignificantBits() & 0x3FFF_FFFF_0000_0000L;
    return new UUID(
        (id().getMostSignificantBits() & ~0xF000L) | 0x8000L, Long.MIN_VALUE | common | sequence);
  }

  UUID callId() {
    return callId;
  }

  Audience audience() {
    return audience;
  }

  @Override
  public int text() {
    return 0;
  }
}
