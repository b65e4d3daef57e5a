package dev.switchboard.odata;

import jakarta.json.JsonValue;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.util.Map;

/**
 * Writes entities in the order that {@code odata.streaming=true} promises (OData JSON 4.01 section
 * 4.4): context, type and ETag first, an annotation of a property right before it. Nulls are
 * written: an absent member would mean "not asked for".
 */
public final class EntitySerializers {

  private EntitySerializers() {}

  /** For one entity. */
  public static final class One implements JsonbSerializer<EntityBody> {

    @Override
    public void serialize(EntityBody body, JsonGenerator json, SerializationContext context) {
      json.writeStartObject();
      json.write("@odata.context", body.context());
      writeMembers(body.entity(), body.select(), json);
      json.writeEnd();
    }
  }

  /** For a page of entities. */
  public static final class Many implements JsonbSerializer<CollectionBody> {

    @Override
    public void serialize(CollectionBody body, JsonGenerator json, SerializationContext context) {
      json.writeStartObject();
      json.write("@odata.context", body.context());
      json.writeStartArray("value");
      for (EntityView entity : body.entities()) {
        json.writeStartObject();
        writeMembers(entity, body.select(), json);
        json.writeEnd();
      }
      json.writeEnd();
      if (body.nextLink() != null) {
        json.write("@odata.nextLink", body.nextLink());
      }
      json.writeEnd();
    }
  }

  private static void writeMembers(EntityView entity, Select select, JsonGenerator json) {
    json.write("@odata.type", ControlInformation.qualified(entity.type()));
    json.write("@odata.etag", entity.etag());
    entity
        .members()
        .forEach(
            (name, value) -> {
              String property = MemberNames.isAnnotation(name) ? MemberNames.annotated(name) : name;
              if (select.includes(property)) {
                write(name, value, json);
              }
            });
  }

  private static void write(String name, Object value, JsonGenerator json) {
    if (value == null) {
      json.writeNull(name);
    } else if (value instanceof String text) {
      json.write(name, text);
    } else if (value instanceof Integer number) {
      json.write(name, number);
    } else if (value instanceof Boolean flag) {
      json.write(name, flag);
    } else if (value instanceof JsonValue node) {
      json.write(name, node);
    } else if (value instanceof Map<?, ?> object) {
      json.writeStartObject(name);
      object.forEach((key, member) -> write(key.toString(), member, json));
      json.writeEnd();
    } else {
      throw new IllegalArgumentException("no JSON form for " + value.getClass());
    }
  }
}
