package dev.switchboard.notification;

import dev.switchboard.notification.Delivery.Destination;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * The notifications of a call for one audience: how many there are, and how far they are delivered.
 * Its lock is the last one that a transaction takes, and so the numbers are in the order of the
 * commits, without gaps.
 */
@Entity
@Table(name = "notification_stream")
public class NotificationStream extends OwnedEntity implements Destinations.Stream {

  static final int LONGEST_REASON = 512;
  private static final int LONGEST_ENDPOINT = 300;

  @Column(name = "call_id")
  private UUID callId;

  @Enumerated(EnumType.STRING)
  private Audience audience;

  @Column(name = "last_sequence")
  private int lastSequence;

  @Column(name = "next_sequence")
  private int nextSequence = 1;

  private int redeliveries;

  @Column(name = "due_at")
  private OffsetDateTime dueAt;

  @Column(name = "waiting_since")
  private OffsetDateTime waitingSince;

  private int attempts;

  @SuppressWarnings("UnusedVariable") // Read by queries.
  private String endpoint;

  @SuppressWarnings("UnusedVariable") // Read by queries.
  private String failure;

  @Column(name = "leased_until")
  private OffsetDateTime leasedUntil;

  private int fence;

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

  /** What was written is to be sent as soon as what stands before it. */
  void becomesDue(Instant now) {
    if (dueAt == null) {
      dueAt = stored(now);
      waitingSince = dueAt;
    }
  }

  /**
   * Takes the stream to send what comes first of it.
   *
   * @param until when others may take it instead
   * @return whether something is due and nobody has it
   */
  boolean lease(Instant now, Instant until) {
    if (!isDue(now)) {
      return false;
    }
    leasedUntil = stored(until);
    fence++;
    return true;
  }

  /** Whether something is to be sent, and nobody is at it. */
  boolean isDue(Instant now) {
    return dueAt != null && !dueAt.toInstant().isAfter(now) && !isLeased(now);
  }

  /** A lease that ends later than any can was taken before the clock went back. */
  private boolean isLeased(Instant now) {
    return leasedUntil != null
        && leasedUntil.toInstant().isAfter(now)
        && !leasedUntil.toInstant().isAfter(now.plus(DeliveryService.LEASE));
  }

  /** Whether this is who took it last. */
  boolean isHeldBy(int holder) {
    return fence == holder && leasedUntil != null;
  }

  /** The next one has been sent, or given up: the one behind it is due, if there is one. */
  void advance(Instant now) {
    nextSequence++;
    ended(now);
  }

  /** What was sent once more has been sent, or given up. */
  void redelivered(Instant now) {
    redeliveries--;
    ended(now);
  }

  private void ended(Instant now) {
    attempts = 0;
    endpoint = null;
    failure = null;
    leasedUntil = null;
    dueAt = null;
    if (redeliveries > 0 || nextSequence <= lastSequence) {
      becomesDue(now);
    }
  }

  /** There is nothing where something should be: it is taken for sent. */
  void skip(Instant now) {
    if (redeliveries > 0) {
      redelivered(now);
    } else {
      advance(now);
    }
  }

  /** Nothing was tried. */
  void release(Instant until) {
    leasedUntil = null;
    dueAt = stored(until);
  }

  /**
   * What comes first is tried again later.
   *
   * @param tried where it was tried
   * @param reason why it failed
   */
  void postpone(Instant until, Destination tried, String reason) {
    attempts++;
    endpoint = shortened(tried.endpoint(), LONGEST_ENDPOINT);
    failure = shortened(reason, LONGEST_REASON);
    release(until);
  }

  /** Nothing is sent before there is something new: nobody wants it. */
  void rest() {
    leasedUntil = null;
    dueAt = null;
  }

  /** Something that was sent or given up is to be sent once more. */
  void redeliver(Instant now) {
    redeliveries++;
    // Not when the next one is due, which may be in hours.
    dueAt = null;
    becomesDue(now);
  }

  boolean hasRedeliveries() {
    return redeliveries > 0;
  }

  OffsetDateTime dueAt() {
    return dueAt;
  }

  OffsetDateTime waitingSince() {
    return waitingSince;
  }

  int nextSequence() {
    return nextSequence;
  }

  int attempts() {
    return attempts;
  }

  int fence() {
    return fence;
  }

  static String shortened(String text, int most) {
    return text.substring(0, Math.min(text.length(), most));
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

  @Override
  public UUID callId() {
    return callId;
  }

  @Override
  public Audience audience() {
    return audience;
  }

  @Override
  public int text() {
    return 0;
  }
}
