package dev.switchboard.query;

import dev.switchboard.error.ApiException;
import dev.switchboard.json.ClientText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The options in the parentheses behind a member of {@code $select} or {@code $expand} (OData 4.01
 * URL Conventions 5.1.2 and 5.1.3), separated by semicolons.
 */
final class NestedOptions {

  private static final int MOST_DEPTH = 40;

  private final Map<String, String> values;

  private NestedOptions(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads what stands between the parentheses.
   *
   * @param option the option that they stand in
   * @throws ApiException 400 if it is malformed, or names an option twice
   */
  static NestedOptions of(String option, String text) {
    Map<String, String> values = new TreeMap<>();
    if (text.isBlank()) {
      return new NestedOptions(values);
    }
    for (String part : split(option, text, ';')) {
      int equals = part.indexOf('=');
      if (equals <= 0) {
        throw ApiException.badRequest(
            option, "%s: %s is no option with a value.".formatted(option, ClientText.shown(part)));
      }
      String given = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
      String name = given.startsWith("$") ? given : "$" + given;
      if (values.put(name, part.substring(equals + 1)) != null) {
        throw ApiException.badRequest(
            option, "%s: %s must stand once.".formatted(option, ClientText.shown(name)));
      }
    }
    return new NestedOptions(values);
  }

  /** Names with dollar sign, and values. */
  Map<String, String> values() {
    return values;
  }

  /** The value of an option, by its name with dollar sign. */
  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * Refuses every option but these.
   *
   * @throws ApiException 501
   */
  void requireOnly(String option, List<String> names) {
    values.keySet().stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw Select.unsupported(option, ClientText.shown(name));
            });
  }

  /**
   * Parts of a text between separators that stand in no parentheses and in no string.
   *
   * @throws ApiException 400 if parentheses or strings do not end
   */
  static List<String> split(String option, String text, char separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int begin = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\'') {
        // A doubled quote ends a string and begins the next one, which comes to the same.
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')') {
        depth--;
      } else if (!quoted && depth == 0 && c == separator) {
        parts.add(text.substring(begin, at));
        begin = at + 1;
      }
      if (depth < 0 || depth > MOST_DEPTH) {
        throw malformed(option, at);
      }
    }
    if (depth != 0 || quoted) {
      throw malformed(option, text.length());
    }
    parts.add(text.substring(begin));
    return parts;
  }

  private static ApiException malformed(String option, int at) {
    return ApiException.badRequest(
        option,
        "%s: parentheses or a string do not end as they should (at character %d)."
            .formatted(option, at + 1));
  }
}
