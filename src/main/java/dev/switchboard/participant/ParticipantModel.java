package dev.switchboard.participant;

import static dev.switchboard.edm.PrimitiveType.BOOLEAN;
import static dev.switchboard.edm.PrimitiveType.INT64;
import static dev.switchboard.edm.PrimitiveType.STRING;
import static dev.switchboard.operation.OperationModel.IDENTITY_SET;

import dev.switchboard.edm.Capabilities;
import dev.switchboard.edm.Capabilities.Ability;
import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.EnumerationType.Member;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.edm.Type;
import dev.switchboard.operation.OperationModel;
import java.util.List;

/**
 * Graph's v1.0 model of participants and what they reach. The order of members is that of an
 * answer.
 */
public final class ParticipantModel {

  /** {@code modality}. */
  public static final EnumerationType MODALITY =
      new EnumerationType(
          "modality",
          List.of(
              new Member("audio", 1),
              new Member("video", 2),
              new Member("videoBasedScreenSharing", 3),
              new Member("data", 4),
              new Member("unknownFutureValue", 5)));

  /** {@code endpointType}. */
  public static final EnumerationType ENDPOINT_TYPE =
      EnumerationType.of(
          "endpointType",
          "default",
          "voicemail",
          "skypeForBusiness",
          "skypeForBusinessVoipPhone",
          "unknownFutureValue");

  /** {@code participantInfo}. */
  public static final StructuredType PARTICIPANT_INFO =
      StructuredType.complex(
          "participantInfo",
          Property.nullable("countryCode", STRING),
          Property.nullable("endpointType", ENDPOINT_TYPE),
          Property.required("identity", IDENTITY_SET),
          Property.nullable("languageId", STRING),
          Property.nullable("participantId", STRING),
          Property.nullable("region", STRING));

  /** {@code recordingStatus}. */
  public static final EnumerationType RECORDING_STATUS =
      EnumerationType.of(
          "recordingStatus",
          "unknown",
          "notRecording",
          "recording",
          "failed",
          "unknownFutureValue");

  private static final EnumerationType MEDIA_DIRECTION =
      EnumerationType.of("mediaDirection", "inactive", "sendOnly", "receiveOnly", "sendReceive");

  private static final StructuredType MEDIA_STREAM =
      StructuredType.complex(
          "mediaStream",
          Property.required("direction", MEDIA_DIRECTION),
          Property.nullable("label", STRING),
          Property.required("mediaType", MODALITY),
          Property.required("serverMuted", BOOLEAN),
          Property.required("sourceId", STRING));

  private static final StructuredType RECORDING_INFO =
      StructuredType.complex(
          "recordingInfo",
          Property.nullable("initiator", IDENTITY_SET),
          Property.required("recordingStatus", RECORDING_STATUS));

  private static final StructuredType REMOVED_STATE =
      StructuredType.complex("removedState", Property.nullable("reason", STRING));

  private static final EnumerationType CONTENT_SHARING_DISABLED =
      disabledReason("onlineMeetingContentSharingDisabledReason");

  private static final EnumerationType VIDEO_DISABLED =
      disabledReason("onlineMeetingVideoDisabledReason");

  private static final StructuredType RESTRICTED =
      StructuredType.complex(
          "onlineMeetingRestricted",
          Property.nullable("contentSharingDisabled", CONTENT_SHARING_DISABLED),
          Property.nullable("videoDisabled", VIDEO_DISABLED));

  static final Property INFO = Property.required("info", PARTICIPANT_INFO);
  static final Property IS_IN_LOBBY = Property.required("isInLobby", BOOLEAN);
  static final Property IS_MUTED = Property.required("isMuted", BOOLEAN);
  static final Property MEDIA_STREAMS = Property.collection("mediaStreams", MEDIA_STREAM);
  static final Property METADATA = Property.nullable("metadata", STRING);
  static final Property RECORDING = Property.nullable("recordingInfo", RECORDING_INFO);
  static final Property REMOVED = Property.nullable("removedState", REMOVED_STATE);
  static final Property RESTRICTED_EXPERIENCE =
      Property.nullable("restrictedExperience", RESTRICTED);

  /** The number of the roster in which the participant changed last. */
  static final Property ROSTER_SEQUENCE_NUMBER = Property.nullable("rosterSequenceNumber", INT64);

  /** {@code participant}. */
  public static final StructuredType PARTICIPANT =
      OperationModel.ENTITY.derived(
          "participant",
          INFO,
          IS_IN_LOBBY,
          IS_MUTED,
          MEDIA_STREAMS,
          METADATA,
          RECORDING,
          REMOVED,
          RESTRICTED_EXPERIENCE,
          ROSTER_SEQUENCE_NUMBER);

  /** The members that are stored as JSON. */
  static final List<Property> STORED_AS_JSON =
      List.of(INFO, MEDIA_STREAMS, METADATA, RECORDING, REMOVED, RESTRICTED_EXPERIENCE);

  private ParticipantModel() {}

  private static EnumerationType disabledReason(String name) {
    return new EnumerationType(
            name,
            List.of(new Member("watermarkProtection", 1), new Member("unknownFutureValue", 2)))
        .asFlags();
  }

  /** The types that nothing but a participant reaches, each after those that it is made of. */
  public static List<Type> types() {
    return List.of(
        MEDIA_DIRECTION,
        MEDIA_STREAM,
        RECORDING_INFO,
        REMOVED_STATE,
        CONTENT_SHARING_DISABLED,
        VIDEO_DISABLED,
        RESTRICTED,
        PARTICIPANT);
  }

  /** What can be done with the participants of a call. */
  public static Capabilities capabilities() {
    return Capabilities.of(
            Ability.READ,
            Ability.COUNT,
            Ability.TOP,
            Ability.SKIP,
            Ability.INSERT,
            Ability.UPDATE,
            Ability.DELETE)
        .filterable(OperationModel.ID.name(), IS_IN_LOBBY.name(), IS_MUTED.name())
        .equalityOnly(OperationModel.ID.name())
        .sortable(OperationModel.ID.name(), IS_IN_LOBBY.name(), IS_MUTED.name());
  }
}
