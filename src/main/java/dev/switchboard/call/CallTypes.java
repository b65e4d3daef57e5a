package dev.switchboard.call;

import static dev.switchboard.edm.PrimitiveType.BOOLEAN;
import static dev.switchboard.edm.PrimitiveType.DATE_TIME_OFFSET;
import static dev.switchboard.edm.PrimitiveType.INT64;
import static dev.switchboard.edm.PrimitiveType.STRING;
import static dev.switchboard.operation.OperationModel.IDENTITY;
import static dev.switchboard.operation.OperationModel.IDENTITY_SET;
import static dev.switchboard.participant.ParticipantModel.ENDPOINT_TYPE;
import static dev.switchboard.participant.ParticipantModel.MODALITY;
import static dev.switchboard.participant.ParticipantModel.PARTICIPANT_INFO;
import static dev.switchboard.participant.ParticipantModel.RECORDING_STATUS;

import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.edm.Type;
import java.util.List;

/**
 * The complex and enumeration types that a call reaches, besides those that its operations and its
 * participants alone reach.
 */
final class CallTypes {

  static final StructuredType CALL_OPTIONS =
      StructuredType.complex(
              "callOptions",
              Property.nullable("hideBotAfterEscalation", BOOLEAN),
              Property.nullable("isContentSharingNotificationEnabled", BOOLEAN),
              Property.nullable("isDeltaRosterEnabled", BOOLEAN),
              Property.nullable("isInteractiveRosterEnabled", BOOLEAN))
          .asAbstract();

  static final StructuredType MEDIA_CONFIG = StructuredType.complex("mediaConfig").asAbstract();

  static final StructuredType MEETING_INFO = StructuredType.complex("meetingInfo").asAbstract();

  static final StructuredType CHAT_INFO =
      StructuredType.complex(
          "chatInfo",
          Property.nullable("messageId", STRING),
          Property.nullable("replyChainMessageId", STRING),
          Property.nullable("threadId", STRING));

  static final StructuredType INCOMING_CONTEXT =
      StructuredType.complex(
          "incomingContext",
          Property.nullable("observedParticipantId", STRING),
          Property.nullable("onBehalfOf", IDENTITY_SET),
          Property.nullable("sourceParticipantId", STRING),
          Property.nullable("transferor", IDENTITY_SET));

  private static final EnumerationType ROUTING_TYPE =
      EnumerationType.of("routingType", "forwarded", "lookup", "selfFork", "unknownFutureValue");

  static final StructuredType CALL_ROUTE =
      StructuredType.complex(
          "callRoute",
          Property.required("final", IDENTITY_SET),
          Property.required("original", IDENTITY_SET),
          Property.required("routingType", ROUTING_TYPE));

  private static final EnumerationType MEDIA_STATE =
      EnumerationType.of("mediaState", "active", "inactive", "unknownFutureValue");

  static final StructuredType CALL_MEDIA_STATE =
      StructuredType.complex("callMediaState", Property.nullable("audio", MEDIA_STATE));

  static final EnumerationType TONE =
      EnumerationType.of(
          "tone", "tone0", "tone1", "tone2", "tone3", "tone4", "tone5", "tone6", "tone7", "tone8",
          "tone9", "star", "pound", "a", "b", "c", "d", "flash");

  static final StructuredType TONE_INFO =
      StructuredType.complex(
          "toneInfo", Property.required("sequenceId", INT64), Property.required("tone", TONE));

  private static final EnumerationType CALL_TRANSCRIPTION_STATE =
      EnumerationType.of(
          "callTranscriptionState", "notStarted", "active", "inactive", "unknownFutureValue");

  static final StructuredType CALL_TRANSCRIPTION_INFO =
      StructuredType.complex(
          "callTranscriptionInfo",
          Property.nullable("lastModifiedDateTime", DATE_TIME_OFFSET),
          Property.required("state", CALL_TRANSCRIPTION_STATE));

  static final StructuredType INCOMING_CALL_OPTIONS = CALL_OPTIONS.derived("incomingCallOptions");

  static final StructuredType PROMPT = StructuredType.complex("prompt").asAbstract();

  static final EnumerationType REJECT_REASON =
      EnumerationType.of("rejectReason", "none", "busy", "forbidden", "unknownFutureValue");

  static final EnumerationType SCREEN_SHARING_ROLE =
      EnumerationType.of("screenSharingRole", "viewer", "sharer");

  private static final StructuredType MEDIA_INFO =
      StructuredType.complex(
          "mediaInfo", Property.nullable("resourceId", STRING), Property.required("uri", STRING));

  /** All of them, each after those that it is made of, a derived one right after its base. */
  static final List<Type> ALL =
      List.of(
          IDENTITY_SET
              .derived(
                  "communicationsIdentitySet",
                  Property.nullable("applicationInstance", IDENTITY),
                  Property.nullable("assertedIdentity", IDENTITY),
                  Property.nullable("azureCommunicationServicesUser", IDENTITY),
                  Property.nullable("encrypted", IDENTITY),
                  Property.nullable("endpointType", ENDPOINT_TYPE),
                  Property.nullable("guest", IDENTITY),
                  Property.nullable("onPremises", IDENTITY),
                  Property.nullable("phone", IDENTITY))
              .asOpen(),
          ENDPOINT_TYPE,
          CallState.TYPE,
          CallDirection.TYPE,
          MODALITY,
          CALL_OPTIONS,
          INCOMING_CALL_OPTIONS,
          CALL_OPTIONS.derived("outgoingCallOptions"),
          ROUTING_TYPE,
          CALL_ROUTE,
          CHAT_INFO,
          INCOMING_CONTEXT,
          MEDIA_INFO,
          MEDIA_CONFIG,
          MEDIA_CONFIG.derived("appHostedMediaConfig", Property.nullable("blob", STRING)),
          MEDIA_CONFIG.derived(
              "serviceHostedMediaConfig", Property.collection("preFetchMedia", MEDIA_INFO)),
          MEDIA_STATE,
          CALL_MEDIA_STATE,
          MEETING_INFO,
          MEETING_INFO
              .derived("organizerMeetingInfo", Property.required("organizer", IDENTITY_SET))
              .asOpen(),
          MEETING_INFO.derived("tokenMeetingInfo", Property.required("token", STRING)),
          MEETING_INFO
              .derived(
                  "joinMeetingIdMeetingInfo",
                  Property.required("joinMeetingId", STRING),
                  Property.nullable("passcode", STRING))
              .asOpen(),
          PARTICIPANT_INFO,
          TONE,
          TONE_INFO,
          CALL_TRANSCRIPTION_STATE,
          CALL_TRANSCRIPTION_INFO,
          PROMPT,
          PROMPT.derived("mediaPrompt", Property.required("mediaInfo", MEDIA_INFO)),
          RECORDING_STATUS,
          REJECT_REASON,
          SCREEN_SHARING_ROLE);

  private CallTypes() {}
}
