package dev.switchboard.operation;

import dev.switchboard.error.Findings;
import dev.switchboard.json.StoredJson;
import dev.switchboard.operation.OperationType.DerivedMember;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code participants} of an inviteParticipantsOperation: a collection of {@code
 * invitationParticipantInfo}, replaced as a whole. The elements and the identities in them are of
 * open types: undeclared members pass.
 */
final class InvitationParticipants {

  private static final Map<String, Set<ValueType>> PARTICIPANT =
      Map.of(
          "hidden", EnumSet.of(ValueType.TRUE, ValueType.FALSE, ValueType.NULL),
          "participantId", EnumSet.of(ValueType.STRING, ValueType.NULL),
          "removeFromDefaultAudioRoutingGroup",
              EnumSet.of(ValueType.TRUE, ValueType.FALSE, ValueType.NULL),
          "replacesCallId", EnumSet.of(ValueType.STRING, ValueType.NULL));

  private static final Map<String, Set<ValueType>> IDENTITY_SET =
      Map.of(
          "application", EnumSet.of(ValueType.OBJECT, ValueType.NULL),
          "device", EnumSet.of(ValueType.OBJECT, ValueType.NULL),
          "user", EnumSet.of(ValueType.OBJECT, ValueType.NULL));

  private static final Map<String, Set<ValueType>> IDENTITY =
      Map.of(
          "displayName", EnumSet.of(ValueType.STRING, ValueType.NULL),
          "id", EnumSet.of(ValueType.STRING, ValueType.NULL));

  private InvitationParticipants() {}

  static Change<JsonArray> read(MemberReader reader, Findings findings) {
    String name = DerivedMember.PARTICIPANTS.member();
    JsonValue value = reader.object().get(name);
    if (value == null) {
      return Change.keep();
    }
    if (!(value instanceof JsonArray participants)) {
      return reader.wrong(name, "must be an array; a collection is never null");
    }
    for (int i = 0; i < participants.size(); i++) {
      checkParticipant(participants.get(i), name + "/" + i, findings);
    }
    return Change.set(StoredJson.canonical(participants));
  }

  private static void checkParticipant(JsonValue value, String path, Findings findings) {
    if (!(value instanceof JsonObject participant)) {
      findings.add(path, path + " must be an object.");
      return;
    }
    checkMembers(participant, PARTICIPANT, path, findings);
    if (!(participant.get("identity") instanceof JsonObject identities)) {
      findings.add(path + "/identity", path + "/identity must be an object.");
      return;
    }
    checkMembers(identities, IDENTITY_SET, path + "/identity", findings);
    for (String name : List.of("application", "device", "user")) {
      if (identities.get(name) instanceof JsonObject identity) {
        checkMembers(identity, IDENTITY, path + "/identity/" + name, findings);
      }
    }
  }

  private static void checkMembers(
      JsonObject object, Map<String, Set<ValueType>> types, String path, Findings findings) {
    object.forEach(
        (name, value) -> {
          Set<ValueType> allowed = types.get(name);
          if (allowed != null && !allowed.contains(value.getValueType())) {
            findings.add(
                path + "/" + name, "%s/%s must be %s.".formatted(path, name, describe(allowed)));
          }
        });
  }

  private static String describe(Set<ValueType> allowed) {
    if (allowed.contains(ValueType.TRUE)) {
      return "true, false or null";
    }
    return allowed.contains(ValueType.OBJECT) ? "an object or null" : "a string or null";
  }
}
