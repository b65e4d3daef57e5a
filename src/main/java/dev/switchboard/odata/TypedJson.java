package dev.switchboard.odata;

import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.Identifiers;
import dev.switchboard.edm.PrimitiveType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.Schema;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.edm.Type;
import dev.switchboard.error.Findings;
import dev.switchboard.json.ClientText;
import dev.switchboard.json.StoredJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads JSON values by their EDM types, down to the last member (OData JSON 4.01 section 7). What
 * is wrong becomes a finding that names its place.
 *
 * @param schema where derived types are looked up
 * @param closed whether members that a closed type does not declare are refused; if not, they pass
 * @param findings where to note what is wrong
 */
public record TypedJson(Schema schema, boolean closed, Findings findings) {

  private static final String TYPE = "@odata.type";
  private static final String SENTINEL = "unknownFutureValue";

  /**
   * Reads the value of a property or a parameter.
   *
   * @param value may be a JSON null
   * @param path what it is called in findings
   * @return the value as it is to be answered: members of enumerations by their names, types in
   *     full, no control information but those
   */
  public JsonValue read(Property property, JsonValue value, String path) {
    if (!property.collection()) {
      return single(property.type(), property.nullable(), value, path);
    }
    if (!(value instanceof JsonArray array)) {
      return wrong(path, "must be an array", value);
    }
    JsonArrayBuilder items = StoredJson.JSON.createArrayBuilder();
    for (int i = 0; i < array.size(); i++) {
      items.add(single(property.type(), property.nullable(), array.get(i), path + "/" + i));
    }
    return items.build();
  }

  private JsonValue single(Type type, boolean nullable, JsonValue value, String path) {
    if (value == JsonValue.NULL) {
      return nullable ? value : wrong(path, "must not be null", value);
    }
    if (type instanceof PrimitiveType primitive) {
      return is(primitive, value) ? value : wrong(path, "must be " + rule(primitive), value);
    }
    if (type instanceof EnumerationType enumeration) {
      return member(enumeration, value, path);
    }
    return value instanceof JsonObject object
        ? object((StructuredType) type, object, path)
        : wrong(path, "must be an object", value);
  }

  private static boolean is(PrimitiveType type, JsonValue value) {
    return switch (type) {
      case BOOLEAN -> value == JsonValue.TRUE || value == JsonValue.FALSE;
      case INT32 -> isWhole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> isWhole(value, Long.MIN_VALUE, Long.MAX_VALUE);
      case STRING -> value instanceof JsonString;
      case DATE_TIME_OFFSET -> value instanceof JsonString text && isTime(text.getString());
    };
  }

  private static boolean isWhole(JsonValue value, long least, long most) {
    if (!(value instanceof JsonNumber number) || !number.isIntegral()) {
      return false;
    }
    BigDecimal exact = number.bigDecimalValue();
    return exact.compareTo(BigDecimal.valueOf(least)) >= 0
        && exact.compareTo(BigDecimal.valueOf(most)) <= 0;
  }

  private static boolean isTime(String text) {
    try {
      // The standard's own grammar has the zone in any case and an obligatory T.
      OffsetDateTime.parse(text.toUpperCase(Locale.ROOT));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String rule(PrimitiveType type) {
    return switch (type) {
      case BOOLEAN -> "true or false";
      case INT32 ->
          "a whole number from %d to %d, not a string"
              .formatted(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> "a whole number of 64 bits, not a string";
      case STRING -> "a string";
      case DATE_TIME_OFFSET -> "a string such as 2030-01-31T10:20:30Z";
    };
  }

  private JsonValue member(EnumerationType type, JsonValue value, String path) {
    Optional<String> name =
        value instanceof JsonString text ? names(type, text.getString()) : Optional.empty();
    return name.<JsonValue>map(StoredJson.JSON::createValue)
        .orElseGet(
            () ->
                wrong(
                    path,
                    "must be one of the strings "
                        + type.members().stream()
                            .map(EnumerationType.Member::name)
                            .filter(member -> !member.equals(SENTINEL))
                            .collect(Collectors.joining(", ")),
                    value));
  }

  /** The names of the members in a text; those of flags are separated by commas (section 7.1). */
  private static Optional<String> names(EnumerationType type, String text) {
    String[] wanted = type.flags() ? text.split(",", -1) : new String[] {text};
    List<String> names =
        Arrays.stream(wanted)
            .flatMap(each -> type.member(each).stream())
            .map(EnumerationType.Member::name)
            .filter(name -> !name.equals(SENTINEL))
            .toList();
    return names.size() == wanted.length ? Optional.of(String.join(",", names)) : Optional.empty();
  }

  private JsonValue object(StructuredType declared, JsonObject object, String path) {
    Findings ofType = new Findings();
    Optional<String> named = ControlInformation.of(object, ofType).type();
    Optional<StructuredType> type =
        named.isEmpty()
            ? Optional.of(declared)
            : schema
                .structured(Schema.NAMESPACE + "." + named.get())
                .filter(found -> found.isOrDerivesFrom(declared));
    if (ofType.any() || type.isEmpty() || type.get().isAbstract()) {
      findings.add(
          path + "/" + TYPE,
          "%s/%s must be #%s.".formatted(path, TYPE, String.join(" or #", instances(declared))));
      return object;
    }
    JsonObjectBuilder result = StoredJson.JSON.createObjectBuilder();
    named.ifPresent(name -> result.add(TYPE, ControlInformation.qualified(name)));
    object.forEach((name, value) -> readMember(type.get(), name, value, path, result));
    for (Property property : type.get().properties()) {
      if (!property.nullable() && !property.collection() && !object.containsKey(property.name())) {
        wrong(path + "/" + property.name(), "is required", JsonValue.NULL);
      }
    }
    return result.build();
  }

  private void readMember(
      StructuredType type, String name, JsonValue value, String path, JsonObjectBuilder result) {
    String place = path + "/" + ClientText.shown(name);
    Optional<Property> property = type.property(name);
    if (property.isPresent()) {
      result.add(name, read(property.get(), value, place));
    } else if (MemberNames.isAnnotation(name)) {
      if (MemberNames.isTypeAnnotation(name)
          && type.property(MemberNames.annotated(name)).isEmpty()) {
        result.add(name, value);
      }
    } else if (!type.open() && closed) {
      wrong(place, "is not a member of %s".formatted(type.name()), value);
    } else if (!Identifiers.isIdentifier(name)) {
      wrong(place, "cannot be the name of a member: it is no identifier", value);
    } else {
      result.add(name, value);
    }
  }

  /** The types of which there are values where this one is declared. */
  private List<String> instances(StructuredType declared) {
    return schema.types().stream()
        .filter(StructuredType.class::isInstance)
        .map(StructuredType.class::cast)
        .filter(type -> type.isOrDerivesFrom(declared) && !type.isAbstract())
        .map(StructuredType::qualifiedName)
        .toList();
  }

  private JsonValue wrong(String path, String rule, JsonValue value) {
    findings.add(path, path + " " + rule + ".");
    return value;
  }
}
