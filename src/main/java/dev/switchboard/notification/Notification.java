package dev.switchboard.notification;

import dev.switchboard.json.StoredJson;
import dev.switchboard.security.OwnedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One notification of a call for one audience; its id is that of the message. */
@Entity
@Table(name = "notification")
public class Notification extends OwnedEntity {

  @Column(name = "call_id")
  private UUID callId;

  @Enumerated(EnumType.STRING)
  private Audience audience;

  @Column(name = "sequence_number")
  private int sequence;

  @Enumerated(EnumType.STRING)
  @Column(name = "change_type")
  private ChangeType changeType;

  @Column(name = "resource_path")
  private String path;

  @Column(name = "resource_data")
  private String data;

  @Column(name = "action_data")
  private String action;

  @Column(name = "dead_reason")
  private String deadReason;

  private boolean redeliver;

  @Column(name = "tenant_sequence", insertable = false, updatable = false)
  private Integer tenantSequence;

  /** For the persistence provider. */
  protected Notification() {}

  /** The next one of a stream. */
  Notification(NotificationStream stream, ChangeNotification change, Instant now) {
    this(stream, stream.next(now), change, now);
  }

  private Notification(
      NotificationStream stream, int sequence, ChangeNotification change, Instant now) {
    super(stream.idOf(sequence), stream.owner(), now);
    this.callId = stream.callId();
    this.audience = stream.audience();
    this.sequence = sequence;
    this.changeType = change.type();
    this.path = change.path();
    this.data = change.data().toString();
    this.action = change.action().map(StoredJson::text).orElse(null);
  }

  /** Gives it up. */
  void bury(String reason, Instant now) {
    deadReason = NotificationStream.shortened(reason, NotificationStream.LONGEST_REASON);
    redeliver = false;
    modified(now);
  }

  /** It has been sent once more. */
  void arrived(Instant now) {
    deadReason = null;
    redeliver = false;
    modified(now);
  }

  /**
   * Asks to send it once more.
   *
   * @return false if that was asked for already
   */
  boolean redeliver(Instant now) {
    if (redeliver) {
      return false;
    }
    redeliver = true;
    modified(now);
    return true;
  }

  /** Why it was given up, if it was. */
  Optional<String> deadReason() {
    return Optional.ofNullable(deadReason);
  }

  int sequence() {
    return sequence;
  }

  /** The number among those for the platform of the tenant, once it has one. */
  int tenantSequence() {
    return tenantSequence;
  }

  ChangeNotification change() {
    return new ChangeNotification(
        changeType,
        path,
        StoredJson.value(data),
        Optional.ofNullable(action).map(StoredJson::object));
  }

  @Override
  public int text() {
    return charactersOf(audience.name(), path, data, action, deadReason);
  }
}
