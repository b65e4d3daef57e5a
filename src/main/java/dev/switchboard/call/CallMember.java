package dev.switchboard.call;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.List;

/**
 * The declared members of {@code call} that are stored as they come, with the kind of JSON each
 * must be.
 */
enum CallMember {
  CALL_CHAIN_ID("callChainId", Kind.STRING),
  CALL_OPTIONS("callOptions", Kind.OBJECT),
  CALL_ROUTES("callRoutes", Kind.ARRAY),
  CHAT_INFO("chatInfo", Kind.OBJECT),
  DIRECTION("direction", Kind.STRING, "incoming", "outgoing"),
  INCOMING_CONTEXT("incomingContext", Kind.OBJECT),
  MEDIA_CONFIG("mediaConfig", Kind.OBJECT),
  MEDIA_STATE("mediaState", Kind.OBJECT),
  MEETING_INFO("meetingInfo", Kind.OBJECT),
  MY_PARTICIPANT_ID("myParticipantId", Kind.STRING),
  REQUESTED_MODALITIES("requestedModalities", Kind.ARRAY),
  RESULT_INFO("resultInfo", Kind.OBJECT),
  SOURCE("source", Kind.OBJECT),
  SUBJECT("subject", Kind.STRING),
  TARGETS("targets", Kind.ARRAY),
  TENANT_ID("tenantId", Kind.STRING),
  TONE_INFO("toneInfo", Kind.OBJECT),
  TRANSCRIPTION("transcription", Kind.OBJECT);

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
  }

  private final String member;
  private final Kind kind;
  private final List<String> allowed;

  CallMember(String member, Kind kind, String... allowed) {
    this.member = member;
    this.kind = kind;
    this.allowed = List.of(allowed);
  }

  String member() {
    return member;
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
