package dev.switchboard.support;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as plain maps, lists, strings, booleans, {@link BigDecimal}s and nulls: what oracles compare
 * and merge without a class of the product.
 */
public final class PlainJson {

  private static final JsonProvider JSON = JsonProvider.provider();

  private PlainJson() {}

  /** The plain form of a JSON value. */
  public static Object of(JsonValue json) {
    return switch (json.getValueType()) {
      case OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        ((JsonObject) json).forEach((name, member) -> members.put(name, of(member)));
        yield members;
      }
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        ((JsonArray) json).forEach(item -> items.add(of(item)));
        yield items;
      }
      case STRING -> ((JsonString) json).getString();
      case NUMBER -> ((JsonNumber) json).bigDecimalValue();
      case TRUE -> true;
      case FALSE -> false;
      case NULL -> null;
    };
  }

  /** The JSON of a plain value. */
  public static JsonValue json(Object plain) {
    if (plain == null) {
      return JsonValue.NULL;
    }
    if (plain instanceof Map<?, ?> members) {
      JsonObjectBuilder object = JSON.createObjectBuilder();
      members.forEach((name, member) -> object.add((String) name, json(member)));
      return object.build();
    }
    if (plain instanceof List<?> items) {
      JsonArrayBuilder array = JSON.createArrayBuilder();
      items.forEach(item -> array.add(json(item)));
      return array.build();
    }
    if (plain instanceof BigDecimal number) {
      return JSON.createValue(number);
    }
    if (plain instanceof Boolean flag) {
      return flag ? JsonValue.TRUE : JsonValue.FALSE;
    }
    return JSON.createValue((String) plain);
  }

  /** A plain value that is known to be an object. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(Object plain) {
    return (Map<String, Object>) plain;
  }

  /**
   * What a patch can change of an entity as it is answered: without id and control information, and
   * without the nulls of declared members, which mean the same as their absence.
   */
  public static Map<String, Object> members(JsonObject entity) {
    Map<String, Object> members = object(of(entity));
    members.remove("id");
    removeControlInformation(members);
    if (members.get("resultInfo") instanceof Map<?, ?> resultInfo) {
      removeControlInformation(object(resultInfo));
    }
    return members;
  }

  private static void removeControlInformation(Map<String, Object> members) {
    members.entrySet().removeIf(e -> e.getKey().contains("@") || e.getValue() == null);
  }
}
