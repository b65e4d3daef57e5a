package dev.switchboard.participant;

import dev.switchboard.error.ApiException;
import dev.switchboard.json.StoredJson;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Somebody who is in a call. It changes only by {@link #apply} and {@link #mute}, which are pure:
 * no I/O, no clock.
 */
@Entity
@Table(name = "participant")
public class Participant extends OwnedEntity {

  @Column(name = "call_id")
  private UUID callId;

  @Column(name = "is_in_lobby")
  private boolean inLobby;

  @Column(name = "is_muted")
  private boolean muted;

  @Column(name = "declared_members")
  private String declaredMembers;

  @Column(name = "roster_sequence_number")
  private long rosterSequenceNumber;

  /** For the persistence provider. */
  protected Participant() {}

  /**
   * A new one.
   *
   * @param roster hands out the next number of the call's roster
   * @throws ApiException 400 if a member would not fit its type, or one is missing
   */
  Participant(
      ParticipantKey key,
      Owner owner,
      ParticipantPatch document,
      LongSupplier roster,
      Instant now) {
    super(key.id(), owner, now);
    this.callId = key.callId();
    assign(document.applyTo(Content.BLANK), roster, now);
  }

  /**
   * Merges a patch.
   *
   * @param roster hands out the next number of the call's roster; asked if anything changed
   * @return whether anything changed; if not, nothing is to be written
   * @throws ApiException 400 if a member would not fit its type
   */
  boolean apply(ParticipantPatch patch, LongSupplier roster, Instant now) {
    return become(patch.applyTo(content()), roster, now);
  }

  /**
   * Mutes or unmutes.
   *
   * @param roster as for {@link #apply}
   * @return whether that was not so before
   */
  boolean mute(boolean isMuted, LongSupplier roster, Instant now) {
    return become(new Content(inLobby, isMuted, content().stored()), roster, now);
  }

  private boolean become(Content after, LongSupplier roster, Instant now) {
    if (after.equals(content())) {
      return false;
    }
    assign(after, roster, now);
    return true;
  }

  private void assign(Content content, LongSupplier roster, Instant now) {
    inLobby = content.isInLobby();
    muted = content.isMuted();
    declaredMembers = StoredJson.text(content.stored());
    rosterSequenceNumber = roster.getAsLong();
    modified(now);
  }

  /** What a patch can change, as values. */
  Content content() {
    return new Content(inLobby, muted, StoredJson.object(declaredMembers));
  }

  /**
   * The members that a patch can change.
   *
   * @param stored those that are stored as JSON
   */
  record Content(boolean isInLobby, boolean isMuted, JsonObject stored) {

    /** What a new one begins with: neither waiting nor muted. */
    static final Content BLANK = new Content(false, false, JsonValue.EMPTY_JSON_OBJECT);
  }

  ParticipantKey key() {
    return new ParticipantKey(callId, id());
  }

  long rosterSequenceNumber() {
    return rosterSequenceNumber;
  }

  @Override
  public int text() {
    return charactersOf(declaredMembers);
  }
}
