package dev.switchboard.odata;

import dev.switchboard.edm.Schema;
import dev.switchboard.error.Findings;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * The control information of a request body that means something to this service: the type and the
 * ETag. All other control information and all foreign annotations are ignored (OData JSON 4.01
 * sections 4.5 and 20).
 *
 * @param type the unqualified name of a type in the namespace {@code microsoft.graph}, or {@code #}
 *     and the whole name of one in another; empty if the body does not tell
 * @param etag as it stands in the body; it binds only in OData 4.01
 */
public record ControlInformation(Optional<String> type, Optional<String> etag) {

  private static final String NAMESPACE = Schema.NAMESPACE + ".";

  /** Reads {@code @odata.type} and {@code @odata.etag}, or their 4.01 names without the prefix. */
  public static ControlInformation of(JsonObject body, Findings findings) {
    Optional<String> type = text(body, "type", findings).map(ControlInformation::unqualified);
    return new ControlInformation(type, text(body, "etag", findings));
  }

  /** The name of a type as it stands in an answer: SDKs compare it exactly. */
  public static String qualified(String type) {
    return "#" + NAMESPACE + type;
  }

  private static String unqualified(String type) {
    String name = type.startsWith("#") ? type.substring(1) : type;
    // A name in another namespace stays as it is, and so equals none of ours.
    return name.startsWith(NAMESPACE) ? name.substring(NAMESPACE.length()) : "#" + name;
  }

  private static Optional<String> text(JsonObject body, String name, Findings findings) {
    JsonValue prefixed = body.get("@odata." + name);
    JsonValue plain = body.get("@" + name);
    if (prefixed != null && plain != null && !prefixed.equals(plain)) {
      findings.add(
          "@odata." + name, "@odata.%s and @%s contradict each other.".formatted(name, name));
    }
    JsonValue value = prefixed != null ? prefixed : plain;
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonString text) {
      return Optional.of(text.getString());
    }
    findings.add("@odata." + name, "@odata.%s must be a string.".formatted(name));
    return Optional.empty();
  }
}
