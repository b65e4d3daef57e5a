package dev.switchboard.operation;

import dev.switchboard.error.Findings;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads declared members of a JSON object by their EDM type. What is wrong becomes a finding and
 * reads as absent.
 *
 * @param object the object
 * @param path prefix of the members' names in findings
 * @param findings where to note what is wrong
 */
record MemberReader(JsonObject object, String path, Findings findings) {

  private static final BigDecimal LEAST_INT32 = BigDecimal.valueOf(Integer.MIN_VALUE);
  private static final BigDecimal MOST_INT32 = BigDecimal.valueOf(Integer.MAX_VALUE);

  /** Edm.String. */
  Change<String> text(String name, boolean nullable) {
    return text(name, nullable, Integer.MAX_VALUE);
  }

  /** Edm.String of a limited number of characters. */
  Change<String> text(String name, boolean nullable, int longest) {
    JsonValue value = object.get(name);
    if (value == null) {
      return Change.keep();
    }
    if (value == JsonValue.NULL && nullable) {
      return Change.clear();
    }
    if (!(value instanceof JsonString string)) {
      return wrong(name, nullable ? "must be a string or null" : "must be a string");
    }
    String text = string.getString();
    return text.codePointCount(0, text.length()) > longest
        ? wrong(name, "must not be longer than %d characters".formatted(longest))
        : Change.set(text);
  }

  /** Edm.Int32, not nullable: a JSON number that is whole, however it is written. */
  Change<Integer> int32(String name) {
    JsonValue value = object.get(name);
    if (value == null) {
      return Change.keep();
    }
    if (value instanceof JsonNumber number && number.isIntegral()) {
      BigDecimal exact = number.bigDecimalValue();
      if (exact.compareTo(LEAST_INT32) >= 0 && exact.compareTo(MOST_INT32) <= 0) {
        return Change.set(exact.intValueExact());
      }
    }
    return wrong(
        name,
        "must be a whole number from %d to %d, not a string"
            .formatted(Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  /** An enumeration, not nullable. */
  <E extends Enum<E>> Change<E> enumeration(
      String name, Function<String, Optional<E>> parse, E[] values) {
    JsonValue value = object.get(name);
    if (value == null) {
      return Change.keep();
    }
    Optional<E> member =
        value instanceof JsonString text ? parse.apply(text.getString()) : Optional.empty();
    return member
        .map(Change::set)
        .orElseGet(
            () ->
                wrong(
                    name,
                    "must be one of the strings "
                        + Arrays.stream(values)
                            .map(Enum::toString)
                            .collect(Collectors.joining(", "))));
  }

  /** A nullable enumeration. */
  <E extends Enum<E>> Change<E> nullableEnumeration(
      String name, Function<String, Optional<E>> parse, E[] values) {
    return object.get(name) == JsonValue.NULL ? Change.clear() : enumeration(name, parse, values);
  }

  /** Notes that a member is wrong, and reads it as absent. */
  <T> Change<T> wrong(String name, String rule) {
    findings.add(path + name, path + name + " " + rule + ".");
    return Change.keep();
  }
}
