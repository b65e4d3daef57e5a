package dev.switchboard.odata;

import java.util.Arrays;
import java.util.List;
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

  /** The media ranges that the format is in, the most specific first. */
  private static final List<String> RANGES = List.of("application/json", "application/*", "*/*");

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

  /** The most specific media range that speaks of the format decides (RFC 9110 section 12.5.1). */
  static boolean isAcceptable(String accept) {
    if (accept.isBlank()) {
      return true;
    }
    List<Range> ranges = Arrays.stream(accept.split(",")).map(Range::parse).toList();
    for (String name : RANGES) {
      List<Range> saying =
          ranges.stream().filter(range -> range.fits() && range.name().equals(name)).toList();
      if (!saying.isEmpty()) {
        return saying.stream().anyMatch(Range::wanted);
      }
    }
    return false;
  }

  /**
   * One media range of an {@code Accept} header.
   *
   * @param name type and subtype
   * @param fits whether this service's format satisfies its parameters
   * @param wanted whether its weight is above 0
   */
  private record Range(String name, boolean fits, boolean wanted) {

    private static Range parse(String range) {
      String[] parts = range.toLowerCase(Locale.ROOT).split(";", -1);
      boolean fits = true;
      boolean wanted = true;
      for (int i = 1; i < parts.length; i++) {
        // Nothing between two semicolons is no parameter (RFC 9110 section 5.6.6).
        if (!parts[i].isBlank()) {
          String[] parameter = parts[i].strip().split("=", 2);
          String name = parameter[0].strip();
          String value = parameter.length == 2 ? parameter[1].strip().replace("\"", "") : "";
          if (name.equals("q")) {
            wanted = !value.matches("0(\\.0*)?");
          } else {
            fits &=
                PARAMETERS
                    .getOrDefault(name.replaceFirst("^odata\\.", ""), Set.of())
                    .contains(value);
          }
        }
      }
      return new Range(parts[0].strip(), fits, wanted);
    }
  }
}
