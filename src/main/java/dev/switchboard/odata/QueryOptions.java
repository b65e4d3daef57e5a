package dev.switchboard.odata;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.json.ClientText;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The system query options of a request (OData 4.01 Protocol 11.2): each is honoured or refused,
 * none is ignored. Their names are read without regard to case and, where they are the standard's,
 * without their dollar sign. Custom query options mean nothing here.
 */
final class QueryOptions {

  static final String SELECT = "$select";
  static final String EXPAND = "$expand";
  static final String FORMAT = "$format";
  static final String SKIP_TOKEN = "$skiptoken";

  private static final Set<String> STANDARD =
      Set.of(
          "apply",
          "compute",
          "count",
          "deltatoken",
          "expand",
          "filter",
          "format",
          "id",
          "index",
          "levels",
          "orderby",
          "schemaversion",
          "search",
          "select",
          "skip",
          "skiptoken",
          "top");

  private final Map<String, String> values;

  private QueryOptions(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the options.
   *
   * @throws ApiException 400 if one stands twice, 501 if one is not among {@code supported}
   */
  static QueryOptions of(MultivaluedMap<String, String> parameters, Set<String> supported) {
    Map<String, String> values = new TreeMap<>();
    parameters.forEach(
        (name, given) -> {
          Optional<String> option = systemOption(name);
          if (option.isEmpty()) {
            return;
          }
          if (!supported.contains(option.get())) {
            throw ApiException.of(
                ErrorCode.NOT_IMPLEMENTED,
                "The query option %s is not supported here."
                    .formatted(ClientText.shown(option.get())),
                ClientText.shown(option.get()));
          }
          if (given.size() > 1 || values.put(option.get(), single(given)) != null) {
            throw ApiException.badRequest(
                option.get(), "The query option %s must stand once.".formatted(option.get()));
          }
        });
    return new QueryOptions(values);
  }

  /** The value of an option, by its name with dollar sign. */
  Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  /**
   * The parameters of a raw query, in whatever spelling, except one option.
   *
   * @param query still percent-encoded; null for none
   */
  static Stream<String> rawWithout(String option, String query) {
    return query == null
        ? Stream.empty()
        : Arrays.stream(query.split("&"))
            .filter(parameter -> !systemOption(rawName(parameter)).equals(Optional.of(option)));
  }

  private static String rawName(String parameter) {
    String name = parameter.split("=", 2)[0];
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // No option of ours is spelt with a malformed percent-encoding.
      return name;
    }
  }

  private static Optional<String> systemOption(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("$") || lower.startsWith("@")) {
      return Optional.of(lower);
    }
    return STANDARD.contains(lower) ? Optional.of("$" + lower) : Optional.empty();
  }

  private static String single(List<String> given) {
    return given.get(0);
  }
}
