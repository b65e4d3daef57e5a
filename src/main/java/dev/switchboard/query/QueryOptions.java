package dev.switchboard.query;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.json.ClientText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
public final class QueryOptions {

  public static final String COUNT = "$count";
  public static final String EXPAND = "$expand";
  public static final String FILTER = "$filter";
  public static final String FORMAT = "$format";
  public static final String ORDERBY = "$orderby";
  public static final String SEARCH = "$search";
  public static final String SELECT = Select.OPTION;
  public static final String SKIP = "$skip";
  public static final String SKIP_TOKEN = "$skiptoken";
  public static final String TOP = "$top";

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
  private final Map<String, String> aliases;

  private QueryOptions(Map<String, String> values, Map<String, String> aliases) {
    this.values = values;
    this.aliases = aliases;
  }

  /**
   * Reads the options.
   *
   * @param parameters of the query, decoded
   * @throws ApiException 400 if one stands twice, 501 if one is not among {@code supported}
   */
  public static QueryOptions of(Map<String, List<String>> parameters, Set<String> supported) {
    Map<String, String> values = new TreeMap<>();
    Map<String, String> aliases = new TreeMap<>();
    parameters.forEach(
        (name, given) -> {
          // An alias stands for a part of an expression, and means nothing where there is none.
          if (name.startsWith("@") && supported.contains(FILTER)) {
            once(aliases, name, given);
            return;
          }
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
          once(values, option.get(), given);
        });
    return new QueryOptions(values, aliases);
  }

  private static void once(Map<String, String> values, String option, List<String> given) {
    if (given.size() > 1 || values.put(option, given.get(0)) != null) {
      String shown = ClientText.shown(option);
      throw ApiException.badRequest(shown, "The query option %s must stand once.".formatted(shown));
    }
  }

  /**
   * The parameters of a query, decoded, each with its values in their order.
   *
   * @param rawQuery percent-encoded; null for none
   * @throws ApiException 400 if a percent-encoding is malformed
   */
  public static Map<String, List<String>> parameters(String rawQuery) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    if (rawQuery != null) {
      for (String parameter : rawQuery.split("&", -1)) {
        if (!parameter.isEmpty()) {
          String[] parts = parameter.split("=", 2);
          parameters
              .computeIfAbsent(decoded(parts[0]), any -> new ArrayList<>())
              .add(parts.length == 2 ? decoded(parts[1]) : "");
        }
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiException.of(
          ErrorCode.BAD_REQUEST, "A percent-encoding in the query is not well-formed.");
    }
  }

  /** The value of one option among parameters that have not been looked at otherwise. */
  public static Optional<String> valueIn(Map<String, List<String>> parameters, String option) {
    return parameters.entrySet().stream()
        .filter(parameter -> systemOption(parameter.getKey()).equals(Optional.of(option)))
        .map(parameter -> parameter.getValue().get(0))
        .findFirst();
  }

  /** The value of an option, by its name with dollar sign. */
  public Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  /** These options, with the parameter aliases of the request that they stand in. */
  QueryOptions nested(NestedOptions nested) {
    return new QueryOptions(nested.values(), aliases);
  }

  /** What the parameter aliases stand for. */
  Aliases aliases() {
    return Aliases.of(aliases);
  }

  /**
   * The parameters of a raw query, in whatever spelling, except one option.
   *
   * @param query still percent-encoded; null for none
   */
  public static Stream<String> rawWithout(String option, String query) {
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
}
