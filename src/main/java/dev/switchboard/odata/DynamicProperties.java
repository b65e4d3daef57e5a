package dev.switchboard.odata;

import dev.switchboard.edm.Identifiers;
import dev.switchboard.error.Findings;
import dev.switchboard.json.ClientText;
import dev.switchboard.json.StoredJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The undeclared members of an entity of an open type, with the annotations that tell their types
 * (OData 4.01 Protocol 11.4.1.3, JSON 4.5.3).
 *
 * @param json names to values; never holds a null, which means absent (Protocol 11.4.9.2)
 */
public record DynamicProperties(JsonObject json) {

  public DynamicProperties {
    json = StoredJson.canonical(json);
  }

  /** None at all. */
  public static final DynamicProperties NONE = new DynamicProperties(JsonValue.EMPTY_JSON_OBJECT);

  /** Most properties of one entity. */
  public static final int MOST_PROPERTIES = 32;

  /** Most bytes of all of them together, as JSON text in UTF-8. */
  public static final int MOST_BYTES = 16 * 1024;

  /** Reads what {@link #text()} wrote; null means none. */
  public static DynamicProperties ofText(String text) {
    return text == null ? NONE : new DynamicProperties(StoredJson.object(text));
  }

  /** The form to store: JSON text, or null for none. */
  public String text() {
    return StoredJson.text(json);
  }

  /**
   * Checks the members of a request body that a type does not declare.
   *
   * @param body only undeclared members and their type annotations
   * @param declared the names that the type declares
   * @param open whether they are allowed at all
   */
  public static void check(JsonObject body, Set<String> declared, boolean open, Findings findings) {
    body.forEach(
        (name, value) -> {
          String shown = ClientText.shown(name);
          if (MemberNames.isAnnotation(name)) {
            if (!(value instanceof JsonString)) {
              findings.add(shown, shown + " must be a string.");
            }
            return;
          }
          if (!open) {
            findings.add(shown, "%s is not a member of this type.".formatted(shown));
          } else if (!Identifiers.isIdentifier(name)) {
            findings.add(
                shown, "%s cannot be the name of a member: it is no identifier.".formatted(shown));
          } else {
            declared.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .ifPresent(
                    twin -> findings.add(shown, "%s must be spelt %s.".formatted(shown, twin)));
          }
        });
  }

  /**
   * Merges a patch by RFC 7396, member by member: null removes, an object is merged, anything else
   * replaces.
   *
   * @param patch undeclared members and their type annotations
   */
  public DynamicProperties merge(JsonObject patch) {
    if (patch.isEmpty()) {
      return this;
    }
    Map<String, JsonValue> merged = new LinkedHashMap<>(json);
    patch.forEach(
        (name, value) -> {
          if (MemberNames.isAnnotation(name)) {
            return;
          }
          String annotation = MemberNames.typeAnnotation(name);
          JsonValue type = patch.getOrDefault(annotation, patch.get(name + "@type"));
          if (value == JsonValue.NULL) {
            merged.remove(name);
            merged.remove(annotation);
            return;
          }
          JsonValue current = merged.get(name);
          merged.put(name, merge(current, value));
          if (type != null) {
            merged.put(annotation, type);
          } else if (!(current instanceof JsonObject && value instanceof JsonObject)) {
            merged.remove(annotation);
          }
        });
    JsonObjectBuilder result = StoredJson.JSON.createObjectBuilder();
    merged.forEach(result::add);
    return new DynamicProperties(result.build());
  }

  /** Checks the limits of one entity. */
  public void checkLimits(Findings findings) {
    long count = json.keySet().stream().filter(name -> !MemberNames.isAnnotation(name)).count();
    if (count > MOST_PROPERTIES) {
      findings.add(
          null,
          "An entity can keep at most %d undeclared members; this would make %d."
              .formatted(MOST_PROPERTIES, count));
    }
    if (!json.isEmpty() && json.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      findings.add(
          null,
          "The undeclared members of an entity can take at most %d bytes together."
              .formatted(MOST_BYTES));
    }
  }

  /**
   * The name of a property that differs from the other's, as {@link ClientText} shows it; null if
   * none does.
   */
  public String firstDifference(DynamicProperties other) {
    return Stream.concat(json.keySet().stream(), other.json.keySet().stream())
        .filter(name -> !Objects.equals(json.get(name), other.json.get(name)))
        .findFirst()
        .map(ClientText::shown)
        .orElse(null);
  }

  /** Adds the members to those of a view, each type annotation right before its member. */
  public void addTo(Map<String, Object> members) {
    json.forEach(
        (name, value) -> {
          if (!MemberNames.isAnnotation(name)) {
            String annotation = MemberNames.typeAnnotation(name);
            if (json.containsKey(annotation)) {
              members.put(annotation, json.get(annotation));
            }
            members.put(name, value);
          }
        });
  }

  private static JsonValue merge(JsonValue current, JsonValue patch) {
    if (!(patch instanceof JsonObject)) {
      return patch;
    }
    JsonValue target = current instanceof JsonObject ? current : JsonValue.EMPTY_JSON_OBJECT;
    return StoredJson.JSON.createMergePatch(patch).apply(target);
  }
}
