package dev.switchboard.odata;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Map;

/** Entities as JSON objects, for what is kept instead of answered. */
public final class EntityJson {

  private static final JsonProvider JSON = JsonProvider.provider();

  private EntityJson() {}

  /**
   * An entity with all its members and the control information that tells which one it is.
   *
   * @param path where it stands below a service root, with a leading slash: what its id is in
   *     control information (OData JSON 4.01 section 4.5.8)
   */
  public static JsonObject of(EntityView entity, String path) {
    JsonObjectBuilder object =
        JSON.createObjectBuilder()
            .add("@odata.type", ControlInformation.qualified(entity.type()))
            .add("@odata.id", path)
            .add("@odata.etag", entity.etag());
    entity.members().forEach((name, value) -> object.add(name, value(value)));
    return object.build();
  }

  private static JsonValue value(Object value) {
    if (value == null) {
      return JsonValue.NULL;
    }
    if (value instanceof JsonValue node) {
      return node;
    }
    if (value instanceof String text) {
      return JSON.createValue(text);
    }
    if (value instanceof Integer number) {
      return JSON.createValue(number);
    }
    if (value instanceof Boolean flag) {
      return flag ? JsonValue.TRUE : JsonValue.FALSE;
    }
    if (value instanceof Map<?, ?> members) {
      JsonObjectBuilder object = JSON.createObjectBuilder();
      members.forEach((name, member) -> object.add((String) name, value(member)));
      return object.build();
    }
    throw new IllegalArgumentException("no JSON form for " + value.getClass());
  }
}
