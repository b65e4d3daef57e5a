package dev.switchboard.operation;

import dev.switchboard.error.ApiException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code commsOperation} and the types derived from it, with the members that each declares beyond
 * the base type.
 */
public enum OperationType {
  COMMS_OPERATION("commsOperation"),
  ADD_LARGE_GALLERY_VIEW("addLargeGalleryViewOperation"),
  CANCEL_MEDIA_PROCESSING("cancelMediaProcessingOperation"),
  INVITE_PARTICIPANTS("inviteParticipantsOperation", DerivedMember.PARTICIPANTS),
  MUTE_PARTICIPANT("muteParticipantOperation"),
  PLAY_PROMPT("playPromptOperation"),
  RECORD("recordOperation", DerivedMember.RECORDING_ACCESS_TOKEN, DerivedMember.RECORDING_LOCATION),
  SEND_DTMF_TONES("sendDtmfTonesOperation", DerivedMember.COMPLETION_REASON),
  START_HOLD_MUSIC("startHoldMusicOperation"),
  STOP_HOLD_MUSIC("stopHoldMusicOperation"),
  SUBSCRIBE_TO_TONE("subscribeToToneOperation"),
  UNMUTE_PARTICIPANT("unmuteParticipantOperation"),
  UPDATE_RECORDING_STATUS("updateRecordingStatusOperation");

  /** A member that only some types declare. */
  enum DerivedMember {
    /** Collection(invitationParticipantInfo), never null. */
    PARTICIPANTS("participants"),
    /** Edm.String, nullable. */
    RECORDING_ACCESS_TOKEN("recordingAccessToken"),
    /** Edm.String, nullable. */
    RECORDING_LOCATION("recordingLocation"),
    /** sendDtmfCompletionReason, nullable. */
    COMPLETION_REASON("completionReason");

    private final String member;

    DerivedMember(String member) {
      this.member = member;
    }

    String member() {
      return member;
    }
  }

  private final String typeName;
  private final Set<DerivedMember> derivedMembers;
  private final Set<String> declared;

  OperationType(String typeName, DerivedMember... derivedMembers) {
    this.typeName = typeName;
    this.derivedMembers = EnumSet.noneOf(DerivedMember.class);
    this.derivedMembers.addAll(List.of(derivedMembers));
    this.declared = new LinkedHashSet<>(List.of("id", "clientContext", "resultInfo", "status"));
    this.derivedMembers.forEach(member -> declared.add(member.member()));
  }

  /** The type of this unqualified name; empty if it is not an operation's. */
  static Optional<OperationType> named(String typeName) {
    return Arrays.stream(values()).filter(type -> type.typeName.equals(typeName)).findFirst();
  }

  /**
   * Reads the cast segment of a path.
   *
   * @param segment such as {@code /microsoft.graph.recordOperation}, or empty
   * @return empty if every operation fits: no cast, or one to the base type
   * @throws ApiException 404 if it is not the type of an operation
   */
  static Optional<OperationType> cast(String segment) {
    if (segment.isEmpty()) {
      return Optional.empty();
    }
    OperationType type =
        named(segment.substring(segment.lastIndexOf('.') + 1)).orElseThrow(OperationKey::notFound);
    return type == COMMS_OPERATION ? Optional.empty() : Optional.of(type);
  }

  /** The unqualified name in the namespace {@code microsoft.graph}. */
  String typeName() {
    return typeName;
  }

  boolean declares(DerivedMember member) {
    return derivedMembers.contains(member);
  }

  /** The names of all declared members. */
  Set<String> declared() {
    return Collections.unmodifiableSet(declared);
  }
}
