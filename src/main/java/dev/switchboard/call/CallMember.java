package dev.switchboard.call;

import static dev.switchboard.edm.PrimitiveType.STRING;

import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.operation.OperationModel;
import dev.switchboard.participant.ParticipantModel;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.List;

/**
 * The declared members of {@code call} that are stored as they come, with the kind of JSON that
 * each must be by its type.
 */
enum CallMember {
  CALL_CHAIN_ID(Property.nullable("callChainId", STRING)),
  CALL_OPTIONS(Property.nullable("callOptions", CallTypes.CALL_OPTIONS)),
  CALL_ROUTES(Property.collection("callRoutes", CallTypes.CALL_ROUTE)),
  CHAT_INFO(Property.nullable("chatInfo", CallTypes.CHAT_INFO)),
  DIRECTION(Property.nullable("direction", CallDirection.TYPE)),
  INCOMING_CONTEXT(Property.nullable("incomingContext", CallTypes.INCOMING_CONTEXT)),
  MEDIA_CONFIG(Property.nullable("mediaConfig", CallTypes.MEDIA_CONFIG)),
  MEDIA_STATE(Property.nullable("mediaState", CallTypes.CALL_MEDIA_STATE)),
  MEETING_INFO(Property.nullable("meetingInfo", CallTypes.MEETING_INFO)),
  MY_PARTICIPANT_ID(Property.nullable("myParticipantId", STRING)),
  REQUESTED_MODALITIES(Property.collection("requestedModalities", ParticipantModel.MODALITY)),
  RESULT_INFO(OperationModel.RESULT_INFO),
  SOURCE(Property.nullable("source", ParticipantModel.PARTICIPANT_INFO)),
  SUBJECT(Property.nullable("subject", STRING)),
  TARGETS(Property.collection("targets", OperationModel.INVITATION_PARTICIPANT_INFO)),
  TENANT_ID(Property.nullable("tenantId", STRING)),
  TONE_INFO(Property.nullable("toneInfo", CallTypes.TONE_INFO)),
  TRANSCRIPTION(Property.nullable("transcription", CallTypes.CALL_TRANSCRIPTION_INFO));

  /** What a member must be in JSON. All but collections are nullable. */
  private enum Kind {
    STRING("a string or null", ValueType.STRING, ValueType.NULL),
    OBJECT("an object or null", ValueType.OBJECT, ValueType.NULL),
    ARRAY("an array", ValueType.ARRAY);

    private final String rule;
    private final List<ValueType> types;

    Kind(String rule, ValueType... types) {
      this.rule = rule;
      this.types = List.of(types);
    }

    static Kind of(Property property) {
      if (property.collection()) {
        return ARRAY;
      }
      return property.type() instanceof StructuredType ? OBJECT : STRING;
    }
  }

  private final Property property;
  private final Kind kind;
  private final List<String> allowed;

  CallMember(Property property) {
    this.property = property;
    this.kind = Kind.of(property);
    // The items of a collection are stored as they come.
    this.allowed =
        !property.collection() && property.type() instanceof EnumerationType enumeration
            ? enumeration.members().stream().map(EnumerationType.Member::name).toList()
            : List.of();
  }

  /** The property in the model. */
  Property property() {
    return property;
  }

  String member() {
    return property.name();
  }

  boolean accepts(JsonValue value) {
    return kind.types.contains(value.getValueType())
        && (allowed.isEmpty()
            || value == JsonValue.NULL
            || allowed.contains(((JsonString) value).getString()));
  }

  /** What {@link #accepts} demands, in words. */
  String rule() {
    return allowed.isEmpty() ? kind.rule : String.join(" or ", allowed) + " or null";
  }

  /** What stands for the member where it was not given: collections are never null. */
  JsonValue absent() {
    return kind == Kind.ARRAY ? JsonValue.EMPTY_JSON_ARRAY : JsonValue.NULL;
  }
}
