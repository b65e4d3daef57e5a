package dev.switchboard.call;

import dev.switchboard.edm.PrimitiveType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.Type;
import dev.switchboard.settings.CallLimits;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A parameter of an action.
 *
 * @param property its name and type; it may be left out if it, or an item of it, may be null
 * @param least the least number, or the fewest items
 * @param most the greatest number, or the most items or characters
 */
record ActionParameter(Property property, long least, ToLongFunction<CallLimits> most) {

  /** What identifies the action to the bot. */
  static final ActionParameter CLIENT_CONTEXT =
      new ActionParameter(
          Property.nullable("clientContext", PrimitiveType.STRING), 0, CallLimits::clientContext);

  /** Where further notifications go; what it must be is said by {@link CallDocument}. */
  static final ActionParameter CALLBACK_URI = optional("callbackUri", PrimitiveType.STRING);

  static ActionParameter optional(String name, Type type) {
    return unlimited(Property.nullable(name, type));
  }

  static ActionParameter required(String name, Type type) {
    return unlimited(Property.required(name, type));
  }

  static ActionParameter unlimited(Property property) {
    return new ActionParameter(property, Long.MIN_VALUE, limits -> Long.MAX_VALUE);
  }

  /** A number from {@code least} to {@code most} that may be left out. */
  static ActionParameter number(String name, long least, long most) {
    return number(name, least, limits -> most);
  }

  /** The same with a greatest number that an administrator can set. */
  static ActionParameter number(String name, long least, ToLongFunction<CallLimits> most) {
    return new ActionParameter(Property.nullable(name, PrimitiveType.INT32), least, most);
  }

  /** A collection that must have from one to {@code most} items. */
  static ActionParameter items(String name, Type type, ToLongFunction<CallLimits> most) {
    return new ActionParameter(Property.collectionOfRequired(name, type), 1, most);
  }

  /** A collection of at most {@code most} items that may be left out. */
  static ActionParameter optionalItems(String name, Type type, int most) {
    return new ActionParameter(Property.collection(name, type), 0, limits -> most);
  }

  String name() {
    return property.name();
  }

  boolean isRequired() {
    return !property.nullable();
  }

  /** What is wrong with a value of the right type; empty if it keeps the limits. */
  Optional<String> broken(JsonValue value, CallLimits limits) {
    long greatest = most.applyAsLong(limits);
    if (value instanceof JsonArray array) {
      return within(array.size(), greatest)
          ? Optional.empty()
          : Optional.of("must have from %d to %d items".formatted(Math.max(0, least), greatest));
    }
    if (value instanceof JsonNumber number) {
      return within(number.longValue(), greatest)
          ? Optional.empty()
          : Optional.of("must be from %d to %d".formatted(least, greatest));
    }
    if (value instanceof JsonString string && property.type() == PrimitiveType.STRING) {
      String text = string.getString();
      return text.codePointCount(0, text.length()) <= greatest
          ? Optional.empty()
          : Optional.of("must not be longer than %d characters".formatted(greatest));
    }
    return Optional.empty();
  }

  private boolean within(long number, long greatest) {
    return least <= number && number <= greatest;
  }
}
