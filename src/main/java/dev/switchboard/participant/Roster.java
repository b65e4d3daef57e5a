package dev.switchboard.participant;

import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of the participants of a call together: how often they have changed, and which of
 * them hears music. Its id is that of the call, whose lock protects it. It is a row of its own, and
 * not columns of the call, because a change of the roster is no version of the call.
 */
@Entity
@Table(name = "roster")
public class Roster extends OwnedEntity {

  @Column(name = "last_sequence_number")
  private long lastSequenceNumber;

  // As text: EclipseLink 4.0 cannot read a UUID from PostgreSQL that is null.
  @Column(name = "held_participant_id")
  private String heldParticipantId;

  @Column(name = "hold_operation_id")
  private String holdOperationId;

  /** For the persistence provider. */
  protected Roster() {}

  Roster(UUID callId, Owner owner, Instant now) {
    super(callId, owner, now);
  }

  /** Takes the number of the next change, from 1 on. */
  long next(Instant now) {
    lastSequenceNumber++;
    modified(now);
    return lastSequenceNumber;
  }

  /** A participant is put on hold, by an operation. */
  void hold(UUID participantId, UUID operationId, Instant now) {
    heldParticipantId = participantId.toString();
    holdOperationId = operationId.toString();
    modified(now);
  }

  /** Nobody is on hold any more. */
  void release(Instant now) {
    heldParticipantId = null;
    holdOperationId = null;
    modified(now);
  }

  /**
   * A participant on hold.
   *
   * @param participantId who it is
   * @param operationId by which operation; if that failed, it is not on hold after all
   */
  public record Hold(UUID participantId, UUID operationId) {}

  /** Who was put on hold last, unless it came back or left. */
  Optional<Hold> held() {
    return Optional.ofNullable(heldParticipantId)
        .map(id -> new Hold(UUID.fromString(id), UUID.fromString(holdOperationId)));
  }

  @Override
  public int text() {
    return 0;
  }
}
