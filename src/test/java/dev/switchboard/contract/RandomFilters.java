package dev.switchboard.contract;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes filters and, beside each, what it says of an operation: by the rules of the standard (OData
 * 4.01 URL Conventions 5.1.1), with nothing of the service.
 */
final class RandomFilters {

  /** Contexts that tell apart what wildcards, letter case, quotes and null do. */
  static final List<String> CONTEXTS =
      Arrays.asList(null, "", "alpha", "Alpha", "50%_!", "it's", "x'); --", "\u00E9\uD83D\uDE00");

  static final List<String> STATUSES = List.of("NotStarted", "Running", "Completed", "Failed");
  static final List<Integer> CODES = List.of(0, 200, 400, -7, Integer.MAX_VALUE);
  private static final List<String> TYPES =
      List.of("commsOperation", "playPromptOperation", "recordOperation", "sendDtmfTonesOperation");

  private final Random random;

  RandomFilters(long seed) {
    random = new Random(seed);
  }

  /**
   * A filter.
   *
   * @param text as it stands in {@code $filter}
   * @param outcome of an operation: true, false, or null
   */
  record Filter(String text, Function<JsonObject, Boolean> outcome) {

    boolean selects(JsonObject operation) {
      return Boolean.TRUE.equals(outcome.apply(operation));
    }
  }

  /** A filter whose parts are nested so deep at most. */
  Filter next(int depth) {
    if (depth > 0) {
      switch (random.nextInt(5)) {
        case 0 -> {
          Filter left = next(depth - 1);
          Filter right = next(depth - 1);
          return new Filter(
              "(%s) and (%s)".formatted(left.text, right.text),
              operation -> and(left.outcome.apply(operation), right.outcome.apply(operation)));
        }
        case 1 -> {
          Filter left = next(depth - 1);
          Filter right = next(depth - 1);
          return new Filter(
              "(%s) or (%s)".formatted(left.text, right.text),
              operation ->
                  not(
                      and(
                          not(left.outcome.apply(operation)),
                          not(right.outcome.apply(operation)))));
        }
        case 2 -> {
          Filter inner = next(depth - 1);
          return new Filter(
              "not (%s)".formatted(inner.text), operation -> not(inner.outcome.apply(operation)));
        }
        default -> {
          // A comparison, as below.
        }
      }
    }
    return switch (random.nextInt(8)) {
      case 0, 1 -> text();
      case 2 -> number();
      case 3 -> status();
      case 4 -> function();
      case 5 -> membership();
      case 6 -> type();
      default -> length();
    };
  }

  private Filter text() {
    String operator = one(List.of("eq", "ne"));
    String constant = one(CONTEXTS);
    return new Filter(
        "clientContext %s %s".formatted(operator, literal(constant)),
        operation -> {
          String value = context(operation);
          boolean equal = value == null ? constant == null : value.equals(constant);
          return operator.equals("eq") == equal;
        });
  }

  private Filter number() {
    String operator = one(List.of("eq", "ne", "gt", "ge", "lt", "le"));
    String constant = one(List.of("200", "0", "199.5", "-7", "2147483647", "99999999999", "null"));
    return new Filter(
        "resultInfo/code %s %s".formatted(operator, constant),
        operation -> {
          Integer value = code(operation);
          if (value == null || constant.equals("null")) {
            boolean both = value == null && constant.equals("null");
            return operator.equals("ne") ? !both : operator.equals("eq") && both;
          }
          return holds(operator, Double.compare(value, Double.parseDouble(constant)));
        });
  }

  private Filter status() {
    String operator = one(List.of("eq", "ne", "gt", "ge", "lt", "le"));
    String constant = one(STATUSES);
    String literal =
        one(List.of("'%s'", "microsoft.graph.operationStatus'%s'")).formatted(constant);
    return new Filter(
        "status %s %s".formatted(operator, literal),
        operation ->
            holds(
                operator,
                Integer.compare(
                    STATUSES.indexOf(operation.getString("status")), STATUSES.indexOf(constant))));
  }

  private Filter function() {
    String function = one(List.of("contains", "startswith", "endswith"));
    String part = one(List.of("", "a", "A", "%", "_", "!", "'", "\uD83D\uDE00", "pha"));
    boolean lower = random.nextBoolean();
    return new Filter(
        "%s(%s,%s)"
            .formatted(function, lower ? "tolower(clientContext)" : "clientContext", literal(part)),
        operation -> {
          String value = context(operation);
          if (value == null) {
            return null;
          }
          String whole = lower ? value.toLowerCase(Locale.ROOT) : value;
          return switch (function) {
            case "contains" -> whole.contains(part);
            case "startswith" -> whole.startsWith(part);
            default -> whole.endsWith(part);
          };
        });
  }

  private Filter membership() {
    List<String> among = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      among.add(one(CONTEXTS));
    }
    return new Filter(
        "clientContext in (%s)"
            .formatted(among.stream().map(RandomFilters::literal).collect(Collectors.joining(","))),
        operation -> among.contains(context(operation)));
  }

  private Filter type() {
    String type = one(TYPES);
    return new Filter(
        one(List.of("isof(microsoft.graph.%s)", "isof('microsoft.graph.%s')")).formatted(type),
        operation ->
            type.equals("commsOperation")
                || operation.getString("@odata.type").equals("#microsoft.graph." + type));
  }

  private Filter length() {
    String operator = one(List.of("eq", "gt", "le"));
    return new Filter(
        "length(clientContext) %s 5".formatted(operator),
        operation -> {
          String value = context(operation);
          return value != null && holds(operator, Integer.compare(value.length(), 5));
        });
  }

  private static boolean holds(String operator, int comparison) {
    return switch (operator) {
      case "eq" -> comparison == 0;
      case "ne" -> comparison != 0;
      case "gt" -> comparison > 0;
      case "ge" -> comparison >= 0;
      case "lt" -> comparison < 0;
      default -> comparison <= 0;
    };
  }

  private static Boolean and(Boolean left, Boolean right) {
    if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
      return false;
    }
    return (left == null || right == null) ? null : Boolean.TRUE;
  }

  private static Boolean not(Boolean value) {
    return value == null ? null : !value;
  }

  static String literal(String text) {
    return text == null ? "null" : "'" + text.replace("'", "''") + "'";
  }

  static String context(JsonObject operation) {
    return operation.get("clientContext") instanceof JsonString text ? text.getString() : null;
  }

  static Integer code(JsonObject operation) {
    JsonValue result = operation.get("resultInfo");
    return result instanceof JsonObject object ? (Integer) object.getInt("code") : null;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
