package dev.switchboard.operation;

import dev.switchboard.edm.PrimitiveType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.edm.Type;
import dev.switchboard.error.Findings;
import dev.switchboard.json.StoredJson;
import dev.switchboard.operation.OperationType.DerivedMember;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code participants} of an inviteParticipantsOperation: a collection of {@code
 * invitationParticipantInfo}, replaced as a whole. The elements and the identities in them are of
 * open types: undeclared members pass.
 */
final class InvitationParticipants {

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
      check(
          participants.get(i),
          OperationModel.INVITATION_PARTICIPANT_INFO,
          name + "/" + i,
          findings);
    }
    return Change.set(StoredJson.canonical(participants));
  }

  private static void check(JsonValue value, StructuredType type, String path, Findings findings) {
    if (!(value instanceof JsonObject object)) {
      findings.add(path, path + " must be an object.");
      return;
    }
    object.forEach(
        (name, member) ->
            type.property(name)
                .filter(Property::nullable)
                .filter(property -> !allowed(property.type()).contains(member.getValueType()))
                .ifPresent(
                    property ->
                        findings.add(
                            path + "/" + name,
                            "%s/%s must be %s.".formatted(path, name, rule(property.type())))));
    for (Property property : type.properties()) {
      JsonValue member = object.get(property.name());
      if (property.type() instanceof StructuredType nested
          && (!property.nullable() || member instanceof JsonObject)) {
        check(member, nested, path + "/" + property.name(), findings);
      }
    }
  }

  private static Set<ValueType> allowed(Type type) {
    if (type == PrimitiveType.BOOLEAN) {
      return EnumSet.of(ValueType.TRUE, ValueType.FALSE, ValueType.NULL);
    }
    return type == PrimitiveType.STRING
        ? EnumSet.of(ValueType.STRING, ValueType.NULL)
        : EnumSet.of(ValueType.OBJECT, ValueType.NULL);
  }

  /** What {@link #allowed} demands, in words. */
  private static String rule(Type type) {
    if (type == PrimitiveType.BOOLEAN) {
      return "true, false or null";
    }
    return type == PrimitiveType.STRING ? "a string or null" : "an object or null";
  }
}
