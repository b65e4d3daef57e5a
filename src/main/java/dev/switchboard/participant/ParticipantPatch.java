package dev.switchboard.participant;

import dev.switchboard.edm.Property;
import dev.switchboard.edm.Schema;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.Findings;
import dev.switchboard.json.ClientText;
import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.ControlInformation;
import dev.switchboard.odata.MemberNames;
import dev.switchboard.odata.TypedJson;
import dev.switchboard.operation.Change;
import dev.switchboard.operation.OperationKey;
import dev.switchboard.operation.OperationModel;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A merge document for a participant, or the document of a new one. It is only ever read from the
 * JSON that came in, never from an entity: absent and null are different. {@code
 * rosterSequenceNumber} is the service's own; in a document it means nothing.
 */
public final class ParticipantPatch {

  /**
   * Most bytes of the members of one participant that are stored as JSON, as text in UTF-8: each
   * change of a roster is told with all that is in it.
   */
  static final int MOST_BYTES = 8 * 1024;

  private final Schema schema;
  private final Optional<String> etag;
  private final Optional<String> id;
  private final Change<Boolean> isInLobby;
  private final Change<Boolean> isMuted;
  private final Map<Property, JsonValue> members = new LinkedHashMap<>();

  private ParticipantPatch(JsonObject body, Schema schema, Findings findings) {
    this.schema = schema;
    ControlInformation control = ControlInformation.of(body, findings);
    control
        .type()
        .filter(type -> !type.equals(ParticipantModel.PARTICIPANT.name()))
        .ifPresent(
            type ->
                findings.add("@odata.type", "@odata.type must be #microsoft.graph.participant."));
    this.etag = control.etag();
    this.id = id(body, findings);
    this.isInLobby = flag(body, ParticipantModel.IS_IN_LOBBY, findings);
    this.isMuted = flag(body, ParticipantModel.IS_MUTED, findings);
    for (Property property : ParticipantModel.STORED_AS_JSON) {
      if (body.containsKey(property.name())) {
        members.put(property, body.get(property.name()));
      }
    }
    body.keySet().stream()
        .filter(name -> !isKnown(name))
        .forEach(
            name ->
                findings.add(
                    ClientText.shown(name),
                    "%s is not a member of participant.".formatted(ClientText.shown(name))));
  }

  /**
   * Parses a request body.
   *
   * @param schema where the types of its members are looked up
   * @throws ApiException 400 that lists everything that is wrong with it
   */
  public static ParticipantPatch from(JsonObject body, Schema schema) {
    Findings findings = new Findings();
    ParticipantPatch patch = new ParticipantPatch(body, schema, findings);
    // What is merged later must fit its type then; what is no object must fit at once.
    patch.members.forEach(
        (property, value) -> {
          if (!(value instanceof JsonObject)) {
            new TypedJson(schema, true, findings).read(property, value, property.name());
          }
        });
    findings.throwIfAny();
    return patch;
  }

  private static boolean isKnown(String name) {
    return (MemberNames.isAnnotation(name) && !MemberNames.isBind(name))
        || ParticipantModel.PARTICIPANT.property(name).isPresent();
  }

  private static Optional<String> id(JsonObject body, Findings findings) {
    JsonValue value = body.get(OperationModel.ID.name());
    if (value instanceof JsonString text) {
      return Optional.of(text.getString());
    }
    if (value != null) {
      findings.add(OperationModel.ID.name(), "id must be a string.");
    }
    return Optional.empty();
  }

  private static Change<Boolean> flag(JsonObject body, Property property, Findings findings) {
    JsonValue value = body.get(property.name());
    if (value == null) {
      return Change.keep();
    }
    if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
      findings.add(property.name(), property.name() + " must be true or false.");
      return Change.keep();
    }
    return Change.set(value == JsonValue.TRUE);
  }

  /** The body's {@code @odata.etag}. */
  public Optional<String> etag() {
    return etag;
  }

  /**
   * Demands that an id in the body, if there is one, is the one in the URL.
   *
   * @throws ApiException 400 if it is another
   */
  public void requireId(UUID expected) {
    if (id.isPresent() && !OperationKey.parseId(id.get()).equals(Optional.of(expected))) {
      throw ApiException.badRequest(
          "id", "id must be left out or equal to the id in the URL; it cannot be changed.");
    }
  }

  /**
   * The participant that results. Complex members are merged (OData 4.01 Protocol 11.4.3),
   * collections replaced; what a member that is touched becomes must fit its type.
   *
   * @throws ApiException 400 if it does not
   */
  Participant.Content applyTo(Participant.Content before) {
    Findings findings = new Findings();
    TypedJson typed = new TypedJson(schema, true, findings);
    Map<String, JsonValue> stored = new LinkedHashMap<>(before.stored());
    members.forEach(
        (property, value) -> {
          JsonValue merged =
              typed.read(property, merged(stored.get(property.name()), value), property.name());
          if (merged == JsonValue.NULL || merged.equals(JsonValue.EMPTY_JSON_ARRAY)) {
            stored.remove(property.name());
          } else {
            stored.put(property.name(), merged);
          }
        });
    String info = ParticipantModel.INFO.name();
    if (!stored.containsKey(info) && !members.containsKey(ParticipantModel.INFO)) {
      findings.add(info, info + " is required.");
    }
    JsonObjectBuilder builder = StoredJson.JSON.createObjectBuilder();
    stored.forEach(builder::add);
    Participant.Content after =
        new Participant.Content(
            isInLobby.applyTo(before.isInLobby()),
            isMuted.applyTo(before.isMuted()),
            StoredJson.canonical(builder.build()));
    if (!after.stored().equals(before.stored())
        && after.stored().toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      findings.add(null, "A participant can take at most %d bytes of JSON.".formatted(MOST_BYTES));
    }
    findings.throwIfAny();
    return after;
  }

  private static JsonValue merged(JsonValue current, JsonValue value) {
    if (!(value instanceof JsonObject)) {
      return value;
    }
    return StoredJson.JSON
        .createMergePatch(value)
        .apply(current instanceof JsonObject ? current : JsonValue.EMPTY_JSON_OBJECT);
  }
}
