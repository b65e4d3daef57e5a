package dev.switchboard.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * One spelling for each JSON value, so that what was stored is answered alike before and after it
 * was stored, by every database: a binary type such as PostgreSQL's {@code jsonb} keeps neither the
 * order of members nor the exponents of numbers.
 */
final class CanonicalJson {

  /**
   * By name, an annotation right before what it annotates (OData JSON 4.01 section 4.5), those of
   * the object itself first.
   */
  private static final Comparator<String> ORDER =
      Comparator.<String, String>comparing(name -> name.split("@", 2)[0])
          .thenComparing(name -> name.indexOf('@') < 0)
          .thenComparing(Comparator.naturalOrder());

  private CanonicalJson() {}

  /** An object with its members in order, and so in all that it holds. */
  static JsonObject of(JsonObject object) {
    if (object.isEmpty()) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    Map<String, JsonValue> ordered = new TreeMap<>(ORDER);
    ordered.putAll(object);
    JsonObjectBuilder canonical = StoredJson.JSON.createObjectBuilder();
    ordered.forEach((name, value) -> canonical.add(name, of(value)));
    return canonical.build();
  }

  /** An array of values in that spelling, in its own order. */
  static JsonArray of(JsonArray array) {
    if (array.isEmpty()) {
      return JsonValue.EMPTY_JSON_ARRAY;
    }
    JsonArrayBuilder canonical = StoredJson.JSON.createArrayBuilder();
    array.forEach(value -> canonical.add(of(value)));
    return canonical.build();
  }

  private static JsonValue of(JsonValue value) {
    return switch (value.getValueType()) {
      case OBJECT -> of(value.asJsonObject());
      case ARRAY -> of(value.asJsonArray());
      case NUMBER -> of((JsonNumber) value);
      case STRING, TRUE, FALSE, NULL -> value;
    };
  }

  /** Written out, as a decimal type writes it: its digits are kept, its exponent is not. */
  private static JsonNumber of(JsonNumber number) {
    BigDecimal decimal = number.bigDecimalValue();
    return decimal.scale() >= 0 ? number : StoredJson.JSON.createValue(decimal.setScale(0));
  }
}
