package dev.switchboard.operation;

import static dev.switchboard.edm.PrimitiveType.STRING;

import dev.switchboard.edm.Property;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.error.ApiException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code commsOperation} and the types derived from it, with the members that each declares beyond
 * the base type.
 */
public enum OperationType {
  COMMS_OPERATION(OperationModel.COMMS_OPERATION),
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
    PARTICIPANTS(
        Property.collectionOfRequired("participants", OperationModel.INVITATION_PARTICIPANT_INFO)),
    RECORDING_ACCESS_TOKEN(Property.nullable("recordingAccessToken", STRING)),
    RECORDING_LOCATION(Property.nullable("recordingLocation", STRING)),
    COMPLETION_REASON(
        Property.nullable("completionReason", OperationModel.SEND_DTMF_COMPLETION_REASON));

    private final Property property;

    DerivedMember(Property property) {
      this.property = property;
    }

    String member() {
      return property.name();
    }
  }

  private final StructuredType type;
  private final Set<DerivedMember> derivedMembers;
  private final Set<String> declared;

  OperationType(String typeName, DerivedMember... derivedMembers) {
    this(
        OperationModel.COMMS_OPERATION.derived(
            typeName,
            Arrays.stream(derivedMembers).map(member -> member.property).toArray(Property[]::new)),
        derivedMembers);
  }

  OperationType(StructuredType type, DerivedMember... derivedMembers) {
    this.type = type;
    this.derivedMembers = EnumSet.noneOf(DerivedMember.class);
    this.derivedMembers.addAll(List.of(derivedMembers));
    this.declared =
        type.properties().stream()
            .map(Property::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The type of this unqualified name; empty if it is not an operation's. */
  static Optional<OperationType> named(String typeName) {
    return Arrays.stream(values()).filter(type -> type.typeName().equals(typeName)).findFirst();
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

  /**
   * The type that a path names behind a collection of operations.
   *
   * @param segment such as {@code microsoft.graph.recordOperation}, or empty
   * @return empty if there is none
   * @throws ApiException 404 if it is not the type of an operation
   */
  public static Optional<StructuredType> castOf(String segment) {
    return cast(segment).map(OperationType::type);
  }

  /** The unqualified name in the namespace {@code microsoft.graph}. */
  public String typeName() {
    return type.name();
  }

  /** The type in the model. */
  public StructuredType type() {
    return type;
  }

  /** The path to a member that this type declares, from an operation of any type. */
  String path(DerivedMember member) {
    return member.property.cast(type);
  }

  boolean declares(DerivedMember member) {
    return derivedMembers.contains(member);
  }

  /** The names of all declared members. */
  Set<String> declared() {
    return Collections.unmodifiableSet(declared);
  }
}
