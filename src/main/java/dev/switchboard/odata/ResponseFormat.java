package dev.switchboard.odata;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A format that the service answers in, and how much an {@code Accept} header wants it.
 *
 * @param name its name in {@code $format} (OData 4.01 Protocol 11.2.11)
 * @param type its media type
 * @param parameters format parameters, lower case and without the {@code odata.} prefix, and the
 *     values that the format satisfies
 */
record ResponseFormat(String name, String type, Map<String, Set<String>> parameters) {

  private static final String METADATA = "metadata";

  /** OData JSON 4.01 section 3. */
  static final ResponseFormat JSON =
      new ResponseFormat(
          "json",
          "application/json",
          Map.of(
              METADATA,
              MetadataLevel.names(),
              "streaming",
              Set.of("true", "false"),
              "ieee754compatible",
              Set.of("false"),
              "charset",
              Set.of("utf-8")));

  /** OData CSDL XML 4.01; nothing but the metadata document has it. */
  static final ResponseFormat XML =
      new ResponseFormat("xml", "application/xml", Map.of("charset", Set.of("utf-8")));

  private static final double MOST = 1;

  /** A weight as RFC 9110 section 12.4.2 has it. */
  private static final Pattern WEIGHT = Pattern.compile("0(\\.\\d*)?|1(\\.0*)?");

  /** Exactly what Graph sends, with this level of control information. */
  static String contentType(MetadataLevel level) {
    return "application/json;odata.metadata=%s;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
        .formatted(level.wire());
  }

  /**
   * How much this format is wanted, from 0, not at all, to 1. The most specific media range that
   * speaks of it decides (RFC 9110 section 12.5.1).
   *
   * @param accept the values of {@code Accept}; none, or nothing in them, wants anything
   */
  double quality(List<String> accept) {
    return best(accept).map(Range::weight).orElse(0.0);
  }

  /**
   * The level of control information that is wanted most.
   *
   * @param accept the values of {@code Accept}
   */
  MetadataLevel level(List<String> accept) {
    return best(accept).map(Range::level).orElse(MetadataLevel.MINIMAL);
  }

  private Optional<Range> best(List<String> accept) {
    String all = String.join(",", accept);
    if (all.isBlank()) {
      return Optional.of(new Range(type, true, MOST, MetadataLevel.MINIMAL));
    }
    List<Range> ranges = Arrays.stream(all.split(",")).map(this::range).toList();
    return Stream.of(type, "application/*", "*/*")
        .map(
            each ->
                ranges.stream().filter(range -> range.fits() && range.name().equals(each)).toList())
        .filter(saying -> !saying.isEmpty())
        .findFirst()
        .flatMap(saying -> saying.stream().max(Comparator.comparingDouble(Range::weight)));
  }

  /** Whether a value of {@code $format} means this one: by its name, or by its media type. */
  boolean isMeantBy(String format) {
    return levelMeantBy(format).isPresent();
  }

  /** The level of control information that it asks for, if it means this format. */
  Optional<MetadataLevel> levelMeantBy(String format) {
    Range range = range(format.strip().equalsIgnoreCase(name) ? type : format);
    return Optional.of(range)
        .filter(meant -> meant.fits() && meant.name().equals(type))
        .map(Range::level);
  }

  /**
   * One media range of an {@code Accept} header.
   *
   * @param name type and subtype
   * @param fits whether the format satisfies its parameters
   * @param weight how much it is wanted
   * @param level of control information
   */
  private record Range(String name, boolean fits, double weight, MetadataLevel level) {}

  private Range range(String range) {
    String[] parts = range.toLowerCase(Locale.ROOT).split(";", -1);
    boolean fits = true;
    double weight = MOST;
    MetadataLevel level = MetadataLevel.MINIMAL;
    for (int i = 1; i < parts.length; i++) {
      // Nothing between two semicolons is no parameter (RFC 9110 section 5.6.6).
      if (!parts[i].isBlank()) {
        String[] parameter = parts[i].strip().split("=", 2);
        String key = parameter[0].strip();
        String value = parameter.length == 2 ? parameter[1].strip().replace("\"", "") : "";
        if (key.equals("q")) {
          weight = WEIGHT.matcher(value).matches() ? Double.parseDouble(value) : MOST;
        } else {
          String parameterName = key.replaceFirst("^odata\\.", "");
          fits &= parameters.getOrDefault(parameterName, Set.of()).contains(value);
          level = parameterName.equals(METADATA) ? MetadataLevel.named(value).orElse(level) : level;
        }
      }
    }
    return new Range(parts[0].strip(), fits, weight, level);
  }
}
