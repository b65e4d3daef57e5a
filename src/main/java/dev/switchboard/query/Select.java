package dev.switchboard.query;

import dev.switchboard.edm.Identifiers;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.Schema;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.json.ClientText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code $select}: which members of an entity an answer has (OData 4.01 URL Conventions 5.1.3):
 * names, paths into complex members, the same as nested {@code $select}, members of derived types.
 */
public final class Select {

  /** Everything, as without the option. */
  public static final Select ALL = new Select(Map.of(), "");

  static final String OPTION = "$select";

  /** What is selected of each member; in the order in which it was asked for. */
  private final Map<String, Select> members;

  private final String context;

  private Select(Map<String, Select> members, String context) {
    this.members = members;
    this.context = context;
  }

  /**
   * What the options of a request want of entities of a type.
   *
   * @throws ApiException 400 or 501, if that cannot be honoured
   */
  public static Select of(QueryOptions options, StructuredType type, Schema schema) {
    return options.value(OPTION).map(value -> parse(OPTION, value, type, schema)).orElse(ALL);
  }

  /**
   * Reads the value of the option.
   *
   * @param option its name, for refusals
   * @throws ApiException 400 if it is malformed or names what there cannot be, 501 if it is more
   *     than a projection
   */
  static Select parse(String option, String value, StructuredType type, Schema schema) {
    Builder builder = new Builder(option, schema);
    for (String item : NestedOptions.split(option, value, ',')) {
      builder.add(item.strip(), type);
    }
    return builder.build();
  }

  /** Whether a member of this name is wanted. */
  public boolean includes(String name) {
    return members.isEmpty() || members.containsKey(name);
  }

  /** What is wanted of the value of a member. */
  public Select of(String name) {
    return members.getOrDefault(name, ALL);
  }

  /** The projection as a context URL tells it (OData 4.01 Protocol 10.7), without parentheses. */
  public String context() {
    return context;
  }

  private static final class Builder {

    private final String option;
    private final Schema schema;
    private final Map<String, Builder> members = new LinkedHashMap<>();
    private final List<String> context = new ArrayList<>();
    private boolean all;

    Builder(String option, Schema schema) {
      this.option = option;
      this.schema = schema;
    }

    void add(String item, StructuredType type) {
      if (item.equals("*")) {
        all = true;
        return;
      }
      int nested = item.indexOf('(');
      String path = nested < 0 ? item : item.substring(0, nested);
      if (nested >= 0 && !item.endsWith(")")) {
        throw ApiException.badRequest(
            option, "%s: %s is not expected.".formatted(option, ClientText.shown(item)));
      }
      context.addAll(
          add(
              path.split("/", -1),
              0,
              type,
              nested < 0
                  ? Optional.empty()
                  : Optional.of(item.substring(nested + 1, item.length() - 1))));
    }

    /** Adds one path, and returns how it stands in a context URL. */
    private List<String> add(
        String[] names, int at, StructuredType type, Optional<String> options) {
      String name = names[at];
      boolean last = at == names.length - 1;
      if (name.indexOf('.') >= 0) {
        StructuredType cast =
            schema
                .structured(name)
                .filter(other -> other.isOrDerivesFrom(type) || type.isOrDerivesFrom(other))
                .orElseThrow(() -> wrong(name, "is no type of what is selected"));
        if (last) {
          throw wrong(name, "must be followed by a member");
        }
        return prefixed(name, add(names, at + 1, cast, options));
      }
      if (!Identifiers.isIdentifier(name)) {
        throw wrong(name, "is no name of a member");
      }
      Optional<Property> property = type.property(name);
      if (property.isEmpty() && !type.open() && type.navigation(name).isEmpty()) {
        throw wrong(name, "is no member of " + type.name());
      }
      boolean known = members.containsKey(name);
      Builder member = members.computeIfAbsent(name, any -> new Builder(option, schema));
      if (last && options.isEmpty()) {
        member.all = true;
        return List.of(name);
      }
      if (property.isEmpty() || !(property.get().type() instanceof StructuredType structured)) {
        throw wrong(name, "has no declared members");
      }
      if (known && member.members.isEmpty()) {
        // The whole of it was asked for before.
        member.all = true;
      }
      if (!last) {
        return prefixed(name, member.add(names, at + 1, structured, options));
      }
      NestedOptions nested = NestedOptions.of(option, options.get());
      nested.requireOnly(option, List.of(OPTION));
      Builder inner = new Builder(option, schema);
      for (String item : NestedOptions.split(option, nested.value(OPTION).orElse("*"), ',')) {
        inner.add(item.strip(), structured);
        member.add(item.strip(), structured);
      }
      return inner.all ? List.of(name) : prefixed(name, inner.context);
    }

    private static List<String> prefixed(String name, List<String> paths) {
      return paths.stream().map(path -> name + "/" + path).toList();
    }

    private ApiException wrong(String name, String what) {
      return name.isEmpty()
          ? ApiException.badRequest(option, "%s holds an empty name.".formatted(option))
          : ApiException.badRequest(
              option, "%s: %s %s.".formatted(option, ClientText.shown(name), what));
    }

    Select build() {
      if (all) {
        return ALL;
      }
      return new Select(
          members.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      member -> member.getValue().build(),
                      (first, second) -> first,
                      LinkedHashMap::new)),
          String.join(",", context));
    }
  }

  /** 501 where the shape of an answer is asked for in a way that is not served. */
  static ApiException unsupported(String option, String what) {
    return ApiException.of(
        ErrorCode.NOT_IMPLEMENTED, "%s: %s is not supported.".formatted(option, what), option);
  }
}
