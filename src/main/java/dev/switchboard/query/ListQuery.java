package dev.switchboard.query;

import dev.switchboard.edm.PrimitiveType;
import dev.switchboard.edm.Schema;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.error.ApiException;
import dev.switchboard.json.StoredJson;
import dev.switchboard.query.Columns.Column;
import dev.switchboard.query.Columns.EnumerationColumn;
import dev.switchboard.query.Expression.IsOf;
import dev.switchboard.query.Expression.Member;
import dev.switchboard.query.Expression.Null;
import dev.switchboard.query.Expression.Text;
import dev.switchboard.query.Expression.Value;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * What a request wants of a collection (OData 4.01 Protocol 11.2.6): which entities, in which
 * order, from where on, how many, and what of each.
 */
public final class ListQuery {

  /** What a list takes. */
  public static final Set<String> OPTIONS =
      Set.of(
          QueryOptions.COUNT,
          QueryOptions.EXPAND,
          QueryOptions.FILTER,
          QueryOptions.ORDERBY,
          QueryOptions.SEARCH,
          QueryOptions.SELECT,
          QueryOptions.SKIP,
          QueryOptions.SKIP_TOKEN,
          QueryOptions.TOP);

  /** What {@code /$count} takes: what says which entities there are (Protocol 11.2.10). */
  public static final Set<String> OPTIONS_OF_COUNT =
      Set.of(QueryOptions.FILTER, QueryOptions.SEARCH);

  private final Columns columns;
  private final Condition condition;
  private final Ordering ordering;
  private final String order;
  private final Optional<Position> after;
  private final int skip;
  private final OptionalInt remaining;
  private final Size size;
  private final boolean counted;
  private final Select select;
  private final Optional<Expansion> expansion;
  private final PageTokens tokens;
  private final String binding;

  private ListQuery(Reading reading, Select select) {
    this.columns = reading.columns;
    this.condition = reading.condition();
    this.ordering = reading.ordering();
    this.order = new Translation(QueryOptions.ORDERBY, columns, "").order(ordering);
    this.tokens = reading.tokens;
    this.binding = reading.binding();
    Optional<JsonArray> token =
        reading
            .options
            .value(QueryOptions.SKIP_TOKEN)
            .map(value -> array(tokens.open(binding, value)));
    this.after = token.map(this::position);
    // What was skipped and counted on the first page is not again on the next one.
    int wantedSkip = reading.number(QueryOptions.SKIP).orElse(0);
    this.skip = token.isPresent() ? 0 : wantedSkip;
    OptionalInt top = reading.number(QueryOptions.TOP);
    this.remaining = token.map(ListQuery::remaining).orElse(top);
    this.counted = reading.isCounted() && token.isEmpty();
    this.size =
        reading.options.value(QueryOptions.EXPAND).isPresent()
            ? Size.OF_EXPANDED.atMost(reading.size.items())
            : reading.size;
    this.select = select;
    this.expansion = reading.expansion();
  }

  /**
   * A collection whose entities are asked for.
   *
   * @param columns where its members are stored
   * @param schema the types that a URL may name
   * @param cast the type that the path names, if it does
   * @param owner whose list it is, and where it stands: what a token is bound to
   */
  public record Collection(
      Columns columns, Schema schema, Optional<StructuredType> cast, String owner) {

    private StructuredType type() {
      return cast.orElse(columns.entity());
    }
  }

  /**
   * How much a page may hold.
   *
   * @param items entities at most
   * @param text characters of text in their rows, unless one alone has more
   */
  public record Size(int items, int text) {

    /** A page of the usual size. */
    public static final Size USUAL = new Size(100, 128 * 1024);

    /** Of entities with others expanded in them, and of the expanded ones in each. */
    static final Size OF_EXPANDED = new Size(20, USUAL.text / 20);

    /** The same with fewer entities, if a client prefers that. */
    public Size atMost(int preferred) {
      return new Size(Math.max(1, Math.min(items, preferred)), text);
    }
  }

  /**
   * Reads a query.
   *
   * @throws ApiException 400 if an option is wrong, 501 if it is not supported
   */
  public static ListQuery of(
      QueryOptions options, Collection collection, PageTokens tokens, Size size) {
    return new ListQuery(
        new Reading(options, collection, tokens, size),
        Select.of(options, collection.type(), collection.schema()));
  }

  /** The options of one request, half read. */
  private record Reading(
      QueryOptions options, Collection collection, PageTokens tokens, Size size, Columns columns) {

    Reading(QueryOptions options, Collection collection, PageTokens tokens, Size size) {
      this(options, collection, tokens, size, collection.columns());
    }

    Condition condition() {
      Condition all = Condition.ALWAYS;
      if (collection.cast().isPresent()) {
        all = translation("t").of(new IsOf(collection.cast().get()));
      }
      Optional<String> filter = options.value(QueryOptions.FILTER);
      if (filter.isPresent()) {
        all = all.and(translation("f").of(parser(QueryOptions.FILTER, filter.get()).condition()));
      }
      Optional<String> search = options.value(QueryOptions.SEARCH);
      if (search.isPresent()) {
        if (columns.searched().isEmpty()) {
          throw Select.unsupported(
              QueryOptions.SEARCH, "a search in " + columns.entity().name() + "s");
        }
        all =
            all.and(
                new Translation(QueryOptions.SEARCH, columns, "s")
                    .of(new SearchParser(QueryOptions.SEARCH, search.get()).search()));
      }
      return all;
    }

    Ordering ordering() {
      return options
          .value(QueryOptions.ORDERBY)
          .or(columns::usualOrder)
          .map(value -> new Ordering(parser(QueryOptions.ORDERBY, value).keys()))
          .orElse(Ordering.BY_ID);
    }

    private Translation translation(String prefix) {
      return new Translation(QueryOptions.FILTER, columns, prefix);
    }

    private ExpressionParser parser(String option, String text) {
      return new ExpressionParser(
          option, text, collection.type(), collection.schema(), options.aliases());
    }

    /** Everything that decides which entities the list has, and in which order. */
    String binding() {
      JsonArrayBuilder parts =
          StoredJson.JSON
              .createArrayBuilder()
              .add(collection.owner())
              .add(collection.cast().map(StructuredType::name).orElse(""));
      for (String option :
          List.of(QueryOptions.FILTER, QueryOptions.SEARCH, QueryOptions.ORDERBY)) {
        parts.add(options.value(option).orElse(""));
      }
      return parts.add(options.aliases().values().orElse(Map.of()).toString()).build().toString();
    }

    Optional<Expansion> expansion() {
      return Expansion.of(options, collection.columns(), collection.schema(), tokens);
    }

    boolean isCounted() {
      String value = options.value(QueryOptions.COUNT).orElse("false");
      if (!value.equals("true") && !value.equals("false")) {
        throw ApiException.badRequest(QueryOptions.COUNT, "$count must be true or false.");
      }
      return value.equals("true");
    }

    OptionalInt number(String option) {
      Optional<String> value = options.value(option);
      if (value.isEmpty()) {
        return OptionalInt.empty();
      }
      if (!value.get().matches("[0-9]{1,10}") || Long.parseLong(value.get()) > Integer.MAX_VALUE) {
        throw ApiException.badRequest(
            option, "%s must be a number from 0 to %d.".formatted(option, Integer.MAX_VALUE));
      }
      return OptionalInt.of(Integer.parseInt(value.get()));
    }
  }

  /** What is wanted of each entity. */
  public Select select() {
    return select;
  }

  /** What of the entities' own collections is wanted with them. */
  public Optional<Expansion> expansion() {
    return expansion;
  }

  /** What the entities fulfil, wherever the page begins. */
  public Condition condition() {
    return condition;
  }

  /** Whether the answer says how many there are on all pages. */
  boolean isCounted() {
    return counted;
  }

  /** How many entities the page has at most. */
  int limit() {
    return Math.min(size.items(), remaining.orElse(Integer.MAX_VALUE));
  }

  /** How many characters of text the rows of the page have at most. */
  int mostText() {
    return size.text();
  }

  /** Where the first entities of the page are. */
  <R> List<Object[]> places(Rows<R> rows, int most) {
    Condition all =
        after.map(position -> condition.and(position.behind(ordering, columns))).orElse(condition);
    return rows.places(all, keyPaths(), order, skip, most);
  }

  private List<String> keyPaths() {
    return ordering.keys().stream().map(key -> column(key).jpql()).toList();
  }

  private Column column(Ordering.Key key) {
    return columns.column(key.path().name()).orElseThrow();
  }

  /**
   * The token of the page behind a place; null if no more are wanted.
   *
   * @param shown how many entities this page has
   */
  String next(Object[] place, int shown) {
    if (remaining.isPresent() && remaining.getAsInt() <= shown) {
      return null;
    }
    JsonArrayBuilder content = StoredJson.JSON.createArrayBuilder().add(place[0].toString());
    if (remaining.isPresent()) {
      content.add(remaining.getAsInt() - shown);
    } else {
      content.addNull();
    }
    for (int i = 1; i <= ordering.keys().size(); i++) {
      addStored(content, column(ordering.keys().get(i - 1)), place[i]);
    }
    return tokens.seal(binding, content.build().toString());
  }

  private static void addStored(JsonArrayBuilder content, Column column, Object stored) {
    if (stored == null) {
      content.addNull();
    } else if (column instanceof EnumerationColumn enumeration) {
      content.add(
          enumeration.type().members().stream()
              .filter(member -> enumeration.stored().apply(member).equals(Optional.of(stored)))
              .findFirst()
              .orElseThrow()
              .name());
    } else if (stored instanceof Integer number) {
      content.add(number);
    } else if (stored instanceof Boolean flag) {
      content.add(flag);
    } else {
      content.add(stored.toString());
    }
  }

  private Position position(JsonArray content) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < ordering.keys().size(); i++) {
      values.add(value(ordering.keys().get(i), content.get(i + 2)));
    }
    return new Position(values, UUID.fromString(content.getString(0)));
  }

  private Value value(Ordering.Key key, JsonValue stored) {
    if (stored == JsonValue.NULL) {
      return new Null();
    }
    if (column(key) instanceof EnumerationColumn enumeration) {
      return new Member(
          enumeration.type(),
          enumeration.type().member(((JsonString) stored).getString()).orElseThrow());
    }
    if (key.path().property().type() == PrimitiveType.BOOLEAN) {
      return new Expression.Bool(stored == JsonValue.TRUE);
    }
    return key.path().property().type() == PrimitiveType.INT32
        ? new Expression.Numeral(new BigDecimal(((JsonNumber) stored).intValueExact()))
        : new Text(((JsonString) stored).getString());
  }

  private static OptionalInt remaining(JsonArray content) {
    return content.isNull(1) ? OptionalInt.empty() : OptionalInt.of(content.getInt(1));
  }

  private static JsonArray array(String text) {
    try (JsonReader reader = StoredJson.JSON.createReader(new StringReader(text))) {
      return reader.readArray();
    }
  }
}
