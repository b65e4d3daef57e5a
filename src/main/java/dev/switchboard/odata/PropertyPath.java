package dev.switchboard.odata;

import dev.switchboard.edm.Identifiers;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.error.HttpRefusals;
import dev.switchboard.json.ClientText;
import dev.switchboard.json.JsonLimits;
import dev.switchboard.json.StoredJson;
import dev.switchboard.query.QueryOptions;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path from an entity to one of its properties (OData 4.01 URL Conventions 4.6 to 4.8).
 *
 * @param names of the property and, if it is complex, of properties in it
 * @param suffix what is asked of it
 */
public record PropertyPath(List<String> names, Suffix suffix) {

  private static final String VALUE = "value";

  /** What a path asks of a property. */
  public enum Suffix {
    /** The property in the format of the service. */
    NONE,
    /** {@code $value}: the value alone. */
    RAW_VALUE,
    /** {@code $count}: how many values it holds. */
    COUNT
  }

  public PropertyPath {
    names = List.copyOf(names);
  }

  /**
   * Reads a path.
   *
   * @param path behind that of the entity, decoded, without a slash at its ends
   * @throws ApiException 404 if there cannot be such a property
   */
  public static PropertyPath of(String path) {
    List<String> names = Arrays.asList(path.split("/", -1));
    String last = names.get(names.size() - 1);
    Suffix suffix =
        switch (last) {
          case RequestHead.RAW_VALUE -> Suffix.RAW_VALUE;
          case QueryOptions.COUNT -> Suffix.COUNT;
          default -> Suffix.NONE;
        };
    List<String> properties = suffix == Suffix.NONE ? names : names.subList(0, names.size() - 1);
    // As for a body: what is written below a path nests as deep as the path, and is named by it.
    if (properties.isEmpty()
        || properties.size() >= JsonLimits.ONE.deepest()
        || !properties.stream().allMatch(Identifiers::isIdentifier)) {
      throw notFound();
    }
    return new PropertyPath(properties, suffix);
  }

  /** The answer where there is no such property. */
  static ApiException notFound() {
    return ApiException.notFound("There is no such member.");
  }

  /** The answer where a property cannot be written so; {@code allowed} are the methods it has. */
  public static ApiException notAllowed(String... allowed) {
    return HttpRefusals.of(ErrorCode.METHOD_NOT_ALLOWED.status())
        .withHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
  }

  /**
   * The value in the body of an update (OData JSON 4.01 section 11).
   *
   * @throws ApiException 400 if the body is anything else than a value
   */
  public JsonValue valueIn(JsonObject body) {
    for (String name : body.keySet()) {
      if (!name.equals(VALUE) && !MemberNames.isAnnotation(name)) {
        String shown = ClientText.shown(name);
        throw ApiException.badRequest(
            shown, "The body must have the member value only, not %s.".formatted(shown));
      }
    }
    if (!body.containsKey(VALUE)) {
      throw ApiException.badRequest(VALUE, "The body must have the member value.");
    }
    return body.get(VALUE);
  }

  /** The path as it stands in a context URL. */
  String context() {
    return String.join("/", names);
  }

  /**
   * The property that it leads to, as the model declares it; empty if it does not.
   *
   * @param type of the entity
   */
  public Optional<Property> declared(StructuredType type) {
    Optional<Property> property = type.property(names.get(0));
    for (String name : names.subList(1, names.size())) {
      property =
          property
              .map(Property::type)
              .filter(StructuredType.class::isInstance)
              .flatMap(complex -> ((StructuredType) complex).property(name));
    }
    return property;
  }

  /**
   * The value that it leads to: a string, an integer, a boolean, a JSON value, a map of these, or
   * nothing for null.
   *
   * @param members of the entity
   */
  Optional<Object> in(Map<String, Object> members) {
    Object value = members;
    for (String name : names) {
      value = value instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return Optional.ofNullable(value == JsonValue.NULL ? null : value);
  }

  /**
   * Demands that an entity has the property, be it null. An undeclared one that has no value is not
   * there.
   *
   * @param members of the entity
   * @param type of the entity
   * @throws ApiException 404 if it has not
   */
  void requireIn(Map<String, Object> members, StructuredType type) {
    if (in(members).isEmpty() && declared(type).isEmpty()) {
      throw notFound();
    }
  }

  /**
   * A merge document that says something of this property alone.
   *
   * @param value null is written as JSON's
   */
  public JsonObject document(JsonValue value) {
    JsonValue document = value == null ? JsonValue.NULL : value;
    for (int i = names.size() - 1; i >= 0; i--) {
      document = StoredJson.JSON.createObjectBuilder().add(names.get(i), document).build();
    }
    return document.asJsonObject();
  }
}
