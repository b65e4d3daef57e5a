package dev.switchboard.odata;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The one format that the service answers in, and whether an {@code Accept} header allows it (OData
 * JSON 4.01 section 3).
 */
final class ResponseFormat {

  /** Exactly what Graph sends. */
  static final String CONTENT_TYPE =
      "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

  private static final Set<String> RANGES = Set.of("application/json", "application/*", "*/*");

  /**
   * Format parameters, lower case and without the {@code odata.} prefix, and the values that this
   * format satisfies.
   */
  private static final Map<String, Set<String>> PARAMETERS =
      Map.of(
          "metadata", Set.of("minimal"),
          "streaming", Set.of("true", "false"),
          "ieee754compatible", Set.of("false"),
          "charset", Set.of("utf-8"));

  private ResponseFormat() {}

  static boolean isAcceptable(String accept) {
    return accept.isBlank() || Arrays.stream(accept.split(",")).anyMatch(ResponseFormat::allows);
  }

  private static boolean allows(String range) {
    String[] parts = range.toLowerCase(Locale.ROOT).split(";", -1);
    if (!RANGES.contains(parts[0].strip())) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      String[] parameter = parts[i].strip().split("=", 2);
      String name = parameter[0].strip();
      String value = parameter.length == 2 ? parameter[1].strip().replace("\"", "") : "";
      if (parts[i].isBlank()) {
        // Nothing between two semicolons is no parameter (RFC 9110 section 5.6.6).
        continue;
      }
      if (name.equals("q")) {
        if (value.matches("0(\\.0*)?")) {
          return false;
        }
      } else if (!PARAMETERS
          .getOrDefault(name.replaceFirst("^odata\\.", ""), Set.of())
          .contains(value)) {
        return false;
      }
    }
    return true;
  }
}
