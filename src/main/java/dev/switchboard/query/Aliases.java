package dev.switchboard.query;

import java.util.Map;
import java.util.Optional;

/**
 * The parameter aliases of a request (OData 4.01 URL Conventions 5.3): query options that begin
 * with {@code @}. One that is not given is null.
 *
 * @param values names with their {@code @}, to the texts of expressions; empty inside such a text,
 *     where there are no aliases
 */
record Aliases(Optional<Map<String, String>> values) {

  /** For the inside of an alias. */
  static final Aliases NONE = new Aliases(Optional.empty());

  static Aliases of(Map<String, String> values) {
    return new Aliases(Optional.of(Map.copyOf(values)));
  }

  /** The expression that a name stands for; empty if there are none here. */
  Optional<String> expression(String name) {
    return values.map(known -> known.getOrDefault(name, "null"));
  }
}
