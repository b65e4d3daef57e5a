package dev.switchboard.query;

import java.util.HashMap;
import java.util.Map;

/**
 * A condition of JPQL on the alias {@code e}. Whatever a client sent stands in the parameters, and
 * never in the text.
 *
 * @param jpql the text, complete in itself
 * @param parameters by their names
 */
public record Condition(String jpql, Map<String, Object> parameters) {

  /**
   * What every row fulfils. Not a comparison of constants: EclipseLink would then bind none of the
   * parameters of the statement.
   */
  public static final Condition ALWAYS = new Condition("e.id IS NOT NULL", Map.of());

  /** What no row fulfils. */
  public static final Condition NEVER = new Condition("e.id IS NULL", Map.of());

  public Condition {
    parameters = Map.copyOf(parameters);
  }

  /** One without parameters, or with one. */
  public static Condition of(String jpql, String parameter, Object value) {
    return new Condition(jpql, Map.of(parameter, value));
  }

  /** Both. */
  public Condition and(Condition other) {
    if (equals(ALWAYS)) {
      return other;
    }
    if (other.equals(ALWAYS)) {
      return this;
    }
    Map<String, Object> all = new HashMap<>(parameters);
    all.putAll(other.parameters);
    return new Condition("(%s) AND (%s)".formatted(jpql, other.jpql), all);
  }
}
