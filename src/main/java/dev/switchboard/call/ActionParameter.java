package dev.switchboard.call;

import dev.switchboard.edm.PrimitiveType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.Type;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * A parameter of an action.
 *
 * @param property its name and type; it may be left out if it, or an item of it, may be null
 * @param least the least number, or the fewest items
 * @param most the greatest number, or the most items or characters
 */
record ActionParameter(Property property, long least, long most) {

  /** Graph's documentation of commsOperation. */
  private static final int LONGEST_CLIENT_CONTEXT = 256;

  /** What identifies the action to the bot. */
  static final ActionParameter CLIENT_CONTEXT =
      new ActionParameter(
          Property.nullable("clientContext", PrimitiveType.STRING), 0, LONGEST_CLIENT_CONTEXT);

  /** Where further notifications go; what it must be is said by {@link CallDocument}. */
  static final ActionParameter CALLBACK_URI = optional("callbackUri", PrimitiveType.STRING);

  static ActionParameter optional(String name, Type type) {
    return unlimited(Property.nullable(name, type));
  }

  static ActionParameter required(String name, Type type) {
    return unlimited(Property.required(name, type));
  }

  static ActionParameter unlimited(Property property) {
    return new ActionParameter(property, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** A number from {@code least} to {@code most} that may be left out. */
  static ActionParameter number(String name, long least, long most) {
    return new ActionParameter(Property.nullable(name, PrimitiveType.INT32), least, most);
  }

  /** A collection that must have {@code least} to {@code most} items. */
  static ActionParameter items(String name, Type type, int least, int most) {
    return new ActionParameter(Property.collectionOfRequired(name, type), least, most);
  }

  /** A collection of at most {@code most} items that may be left out. */
  static ActionParameter optionalItems(String name, Type type, int most) {
    return new ActionParameter(Property.collection(name, type), 0, most);
  }

  String name() {
    return property.name();
  }

  boolean isRequired() {
    return !property.nullable();
  }

  /** What is wrong with a value of the right type; empty if it keeps the limits. */
  Optional<String> broken(JsonValue value) {
    if (value instanceof JsonArray array) {
      return within(array.size())
          ? Optional.empty()
          : Optional.of("must have from %d to %d items".formatted(Math.max(0, least), most));
    }
    if (value instanceof JsonNumber number) {
      return within(number.longValue())
          ? Optional.empty()
          : Optional.of("must be from %d to %d".formatted(least, most));
    }
    if (value instanceof JsonString string && property.type() == PrimitiveType.STRING) {
      String text = string.getString();
      return text.codePointCount(0, text.length()) <= most
          ? Optional.empty()
          : Optional.of("must not be longer than %d characters".formatted(most));
    }
    return Optional.empty();
  }

  private boolean within(long number) {
    return least <= number && number <= most;
  }
}
