package dev.switchboard.query;

import dev.switchboard.edm.Schema;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.error.ApiException;
import dev.switchboard.json.ClientText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code $expand} of one contained collection (OData 4.01 URL Conventions 5.1.2), with the options
 * in its parentheses.
 */
public final class Expansion {

  private static final List<String> OPTIONS =
      List.of(
          QueryOptions.COUNT,
          QueryOptions.FILTER,
          QueryOptions.ORDERBY,
          QueryOptions.SEARCH,
          QueryOptions.SELECT,
          QueryOptions.SKIP,
          QueryOptions.TOP);

  private final String property;
  private final Columns columns;
  private final Schema schema;
  private final Optional<StructuredType> cast;
  private final QueryOptions options;
  private final Map<String, String> values;
  private final PageTokens tokens;

  private Expansion(
      String property,
      Columns columns,
      Schema schema,
      Optional<StructuredType> cast,
      QueryOptions outer,
      NestedOptions nested,
      PageTokens tokens) {
    this.property = property;
    this.columns = columns;
    this.schema = schema;
    this.cast = cast;
    this.options = outer.nested(nested);
    this.values = nested.values();
    this.tokens = tokens;
  }

  /**
   * What the options of a request want to be expanded, if anything.
   *
   * @param owner where the members of the entity are stored
   * @throws ApiException 400 or 501, if that cannot be honoured
   */
  public static Optional<Expansion> of(
      QueryOptions options, Columns owner, Schema schema, PageTokens tokens) {
    return options
        .value(QueryOptions.EXPAND)
        .map(value -> parse(value, options, owner, schema, tokens));
  }

  /**
   * Reads the value of the option.
   *
   * @param outer the options that it is one of
   * @param owner where the members of the expanded entity are stored
   * @throws ApiException 400 if it is wrong, 501 if it is not supported
   */
  private static Expansion parse(
      String value, QueryOptions outer, Columns owner, Schema schema, PageTokens tokens) {
    List<String> items = NestedOptions.split(QueryOptions.EXPAND, value, ',');
    if (items.size() > 1) {
      throw Select.unsupported(QueryOptions.EXPAND, "more than one collection");
    }
    String item = items.get(0).strip();
    int parenthesis = item.indexOf('(');
    if (parenthesis >= 0 && !item.endsWith(")")) {
      throw wrong(item, "is not expected");
    }
    String path = parenthesis < 0 ? item : item.substring(0, parenthesis);
    NestedOptions nested =
        NestedOptions.of(
            QueryOptions.EXPAND,
            parenthesis < 0 ? "" : item.substring(parenthesis + 1, item.length() - 1));
    nested.requireOnly(QueryOptions.EXPAND, OPTIONS);
    String[] names = path.split("/", -1);
    String property = property(names[0], owner);
    Columns target = owner.contained().get(property);
    Expansion expansion =
        new Expansion(property, target, schema, cast(names, target, schema), outer, nested, tokens);
    // What is wrong with it must not wait for an entity to be found.
    expansion.of("");
    return expansion;
  }

  private static String property(String name, Columns owner) {
    if (name.equals("*") && owner.contained().size() == 1) {
      return owner.contained().keySet().iterator().next();
    }
    if (name.equals("*") && !owner.contained().isEmpty()) {
      throw Select.unsupported(QueryOptions.EXPAND, "more than one collection");
    }
    if (!owner.contained().containsKey(name)) {
      throw wrong(name, "is no collection of " + owner.entity().name());
    }
    return name;
  }

  private static Optional<StructuredType> cast(String[] names, Columns target, Schema schema) {
    if (names.length == 1) {
      return Optional.empty();
    }
    if (names.length > 2 || names[1].startsWith("$")) {
      throw Select.unsupported(QueryOptions.EXPAND, ClientText.shown(String.join("/", names)));
    }
    return Optional.of(
        schema
            .structured(names[1])
            .filter(type -> type.isOrDerivesFrom(target.entity()))
            .orElseThrow(() -> wrong(names[1], "is no type of these entities")));
  }

  private static ApiException wrong(String what, String why) {
    return ApiException.badRequest(
        QueryOptions.EXPAND,
        "%s: %s %s.".formatted(QueryOptions.EXPAND, ClientText.shown(what), why));
  }

  /** The name of the collection. */
  public String property() {
    return property;
  }

  /**
   * What is wanted of the collection of one entity.
   *
   * @param owner whose it is and where it stands, as in {@link ListQuery.Collection}
   */
  public ListQuery of(String owner) {
    return ListQuery.of(
        options,
        new ListQuery.Collection(columns, schema, cast, owner),
        tokens,
        ListQuery.Size.OF_EXPANDED);
  }

  /**
   * The path and query of the collection by itself, behind the URL of its entity: with another
   * {@code $skiptoken} the next page of it.
   */
  public String link(String token) {
    return property
        + cast.map(type -> "/" + type.qualifiedName()).orElse("")
        + values.entrySet().stream()
            .map(option -> option.getKey() + "=" + encoded(option.getValue()))
            .collect(Collectors.joining("&", "?", values.isEmpty() ? "" : "&"))
        + QueryOptions.SKIP_TOKEN
        + "="
        + token;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The collection as a context URL tells it (OData 4.01 Protocol 10.10): 4.0 has it projected. */
  public String context() {
    Select select = options.value(QueryOptions.SELECT).map(value -> of("").select()).orElse(null);
    return select == null || select.context().isEmpty()
        ? ""
        : property + "(" + select.context() + ")";
  }
}
