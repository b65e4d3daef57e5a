package dev.switchboard.query;

import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.PrimitiveType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.Schema;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.edm.Type;
import dev.switchboard.error.ApiException;
import dev.switchboard.json.ClientText;
import dev.switchboard.query.Expression.Bool;
import dev.switchboard.query.Expression.Call;
import dev.switchboard.query.Expression.Comparison;
import dev.switchboard.query.Expression.Conjunction;
import dev.switchboard.query.Expression.Constant;
import dev.switchboard.query.Expression.Disjunction;
import dev.switchboard.query.Expression.Function;
import dev.switchboard.query.Expression.IsOf;
import dev.switchboard.query.Expression.Kind;
import dev.switchboard.query.Expression.Member;
import dev.switchboard.query.Expression.Membership;
import dev.switchboard.query.Expression.Negation;
import dev.switchboard.query.Expression.Null;
import dev.switchboard.query.Expression.Operator;
import dev.switchboard.query.Expression.Outcome;
import dev.switchboard.query.Expression.Path;
import dev.switchboard.query.Expression.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads expressions by the grammar of OData 4.01 (ABNF, section 3), and checks their types. Names
 * of operators and functions are read without regard to case, members of enumerations with and
 * without the name of their type. What the standard knows and this service does not is 501, what is
 * wrong is 400; both say where.
 */
final class ExpressionParser {

  /** Most operators, functions and operands of one expression: what a database plans in no time. */
  static final int MOST_NODES = 250;

  /** Most constants of one {@code in}. */
  static final int MOST_ITEMS = 500;

  /** How deep parentheses, functions and {@code not} may be nested. */
  static final int MOST_DEPTH = 32;

  /** Operators of the standard that are not supported (URL Conventions 5.1.1.1 and 5.1.1.2). */
  private static final Set<String> OTHER_OPERATORS =
      Set.of("has", "add", "sub", "mul", "div", "divby", "mod");

  /** Functions of the standard that are not supported (URL Conventions 5.1.1.4 to 5.1.1.13). */
  private static final Set<String> OTHER_FUNCTIONS =
      Set.of(
          "cast",
          "case",
          "ceiling",
          "date",
          "day",
          "floor",
          "fractionalseconds",
          "geo.distance",
          "geo.intersects",
          "geo.length",
          "hassubset",
          "hassubsequence",
          "hour",
          "matchespattern",
          "maxdatetime",
          "mindatetime",
          "minute",
          "month",
          "now",
          "round",
          "second",
          "substring",
          "time",
          "totaloffsetminutes",
          "totalseconds",
          "year");

  private final Source source;
  private final StructuredType entity;
  private final Schema schema;
  private final Aliases aliases;
  private int nodes;
  private int depth;

  /**
   * @param option the query option that the text is the value of
   * @param entity the type of what is filtered or ordered
   */
  ExpressionParser(
      String option, String text, StructuredType entity, Schema schema, Aliases aliases) {
    this.source = new Source(option, text);
    this.entity = entity;
    this.schema = schema;
    this.aliases = aliases;
  }

  /** An expression with what its parser knows of it: also which text it stands in, and where. */
  private record Typed(
      Expression expression,
      Kind kind,
      Optional<EnumerationType> enumeration,
      Source source,
      int begin,
      int end) {

    String shown() {
      return ClientText.shown(source.text(begin, end));
    }

    boolean isConstant() {
      return expression instanceof Constant;
    }

    boolean isNull() {
      return kind == Kind.NULL;
    }
  }

  /**
   * Reads the whole text as a condition.
   *
   * @throws ApiException 400 or 501
   */
  Expression condition() {
    Expression condition = condition(or());
    source.requireEnd();
    return condition;
  }

  /**
   * Reads the whole text as keys to order by (URL Conventions 5.1.4).
   *
   * @throws ApiException 400 or 501
   */
  List<Ordering.Key> keys() {
    List<Ordering.Key> keys = new ArrayList<>();
    do {
      source.skipBlanks();
      int begin = source.at();
      Typed key = primary();
      if (!(key.expression instanceof Path path)
          || key.kind == Kind.COMPLEX
          || key.kind == Kind.COLLECTION) {
        throw key.kind == Kind.COMPLEX || key.kind == Kind.COLLECTION
            ? source.wrong(begin, "%s has no order".formatted(key.shown()))
            : source.unsupported(begin, "only members can be ordered by");
      }
      boolean descending = source.word("desc");
      if (!descending) {
        source.word("asc");
      }
      keys.add(new Ordering.Key(path, descending));
      source.skipBlanks();
    } while (source.taken(","));
    source.requireEnd();
    return keys;
  }

  // ---- operators, the weakest first (URL Conventions 5.1.1.17)

  private Typed or() {
    Typed left = and();
    while (source.word("or")) {
      Typed right = and();
      left = condition(new Disjunction(condition(left), condition(right)), left, right);
    }
    return left;
  }

  private Typed and() {
    Typed left = equality();
    while (source.word("and")) {
      Typed right = equality();
      left = condition(new Conjunction(condition(left), condition(right)), left, right);
    }
    return left;
  }

  private Typed equality() {
    Typed left = relation();
    while (true) {
      if (source.word("eq")) {
        left = compared(Operator.EQ, left, relation());
      } else if (source.word("ne")) {
        left = compared(Operator.NE, left, relation());
      } else {
        return left;
      }
    }
  }

  private Typed relation() {
    Typed left = unary();
    while (true) {
      if (source.word("gt")) {
        left = compared(Operator.GT, left, unary());
      } else if (source.word("ge")) {
        left = compared(Operator.GE, left, unary());
      } else if (source.word("lt")) {
        left = compared(Operator.LT, left, unary());
      } else if (source.word("le")) {
        left = compared(Operator.LE, left, unary());
      } else if (source.word("in")) {
        left = membership(left);
      } else {
        int begin = source.at();
        Optional<String> other = OTHER_OPERATORS.stream().filter(source::word).findFirst();
        if (other.isPresent()) {
          throw source.unsupported(begin, "the operator %s".formatted(other.get()));
        }
        return left;
      }
    }
  }

  private Typed unary() {
    source.skipBlanks();
    int begin = source.at();
    if (source.prefix("not")) {
      deeper(begin);
      Typed operand = unary();
      depth--;
      return new Typed(
          new Negation(condition(operand)),
          Kind.CONDITION,
          Optional.empty(),
          source,
          begin,
          operand.end);
    }
    return primary();
  }

  private Typed primary() {
    source.skipBlanks();
    int begin = source.at();
    count(begin);
    if (source.taken("(")) {
      deeper(begin);
      Typed inner = or();
      depth--;
      source.skipBlanks();
      source.require(")");
      return new Typed(inner.expression, inner.kind, inner.enumeration, source, begin, source.at());
    }
    Optional<String> text = source.string();
    if (text.isPresent()) {
      return constant(new Text(text.get()), Kind.TEXT, begin);
    }
    Optional<String> alias = source.alias();
    if (alias.isPresent()) {
      return aliased(alias.get(), begin);
    }
    Optional<BigDecimal> number = source.number();
    if (number.isPresent()) {
      return constant(new Expression.Numeral(number.get()), Kind.NUMBER, begin);
    }
    Optional<String> other = source.otherLiteral();
    if (other.isPresent()) {
      throw source.wrong(
          begin,
          "there is nothing here that %s could be compared with"
              .formatted(ClientText.shown(other.get())));
    }
    if (source.taken("-")) {
      throw source.unsupported(begin, "the negation of a number that is no constant");
    }
    return named(begin);
  }

  private Typed named(int begin) {
    String name = source.name().orElseThrow(source::unexpected);
    String lower = name.toLowerCase(Locale.ROOT);
    if (source.follows("'")) {
      return constantOfType(name, begin);
    }
    if (source.taken("(")) {
      return called(name, lower, begin);
    }
    return switch (lower) {
      case "null" -> constant(new Null(), Kind.NULL, begin);
      case "true", "false" -> constant(new Bool(lower.equals("true")), Kind.CONDITION, begin);
      case "$it" -> {
        source.require("/");
        yield path(source.name().orElseThrow(source::unexpected), begin);
      }
      case "$root", "$this" -> throw source.unsupported(begin, name);
      default -> path(name, begin);
    };
  }

  // ---- comparisons

  private Typed compared(Operator operator, Typed left, Typed right) {
    count(left.begin);
    Typed a = memberOf(right, left).orElse(left);
    Typed b = memberOf(left, right).orElse(right);
    requireComparable(a, b);
    if (a.isConstant() && b.isConstant()) {
      return condition(
          new Constant(new Bool(Constants.compare(operator, a.expression, b.expression))), a, b);
    }
    if (a.kind == Kind.CONDITION || b.kind == Kind.CONDITION) {
      return condition(outcome(operator, a, b), a, b);
    }
    return condition(
        a.isConstant()
            ? new Comparison(operator.swapped(), b.expression, a.expression)
            : new Comparison(operator, a.expression, b.expression),
        a,
        b);
  }

  private Expression outcome(Operator operator, Typed left, Typed right) {
    Typed constant = left.isConstant() ? left : right;
    Typed condition = left.isConstant() ? right : left;
    boolean equality = operator == Operator.EQ || operator == Operator.NE;
    if (!constant.isConstant() || !equality) {
      throw source.unsupported(
          left.begin, "comparing two conditions, or by another operator than eq and ne");
    }
    Optional<Boolean> wanted =
        ((Constant) constant.expression).value() instanceof Bool bool
            ? Optional.of(bool.truth())
            : Optional.empty();
    Expression outcome = new Outcome(condition.expression, wanted);
    return operator == Operator.EQ ? outcome : new Negation(outcome);
  }

  /** A string beside an enumeration is the name of a member (URL Conventions 5.1.1.14.2). */
  private Optional<Typed> memberOf(Typed enumeration, Typed text) {
    if (enumeration.kind != Kind.ENUMERATION
        || text.kind != Kind.TEXT
        || !(text.expression instanceof Constant constant)) {
      return Optional.empty();
    }
    EnumerationType type = enumeration.enumeration.orElseThrow();
    String name = ((Text) constant.value()).text();
    return Optional.of(
        new Typed(
            new Constant(member(type, name, text.source, text.begin)),
            Kind.ENUMERATION,
            Optional.of(type),
            text.source,
            text.begin,
            text.end));
  }

  private void requireComparable(Typed left, Typed right) {
    if (left.isNull() || right.isNull()) {
      return;
    }
    boolean comparable =
        left.kind == right.kind
            && left.kind != Kind.COMPLEX
            && left.kind != Kind.COLLECTION
            && left.enumeration.equals(right.enumeration);
    if (!comparable) {
      // What was expected of the constant follows from the other, so that its place is the one.
      Typed constant = right.isConstant() || !left.isConstant() ? right : left;
      throw constant.source.wrong(
          constant.begin,
          "%s is %s and cannot be compared with %s, which is %s"
              .formatted(left.shown(), left.kind, right.shown(), right.kind));
    }
  }

  private Typed membership(Typed left) {
    source.skipBlanks();
    Optional<String> alias = source.alias();
    List<Typed> items =
        alias.isPresent() ? inside(alias.get(), left.begin, ExpressionParser::wholeList) : list();
    if (!Set.of(Kind.TEXT, Kind.NUMBER, Kind.ENUMERATION, Kind.NULL).contains(left.kind)) {
      throw left.source.unsupported(
          left.begin, "in behind anything but strings, numbers and enumerations");
    }
    List<Constant> constants = new ArrayList<>();
    for (Typed item : items) {
      Typed fitting = memberOf(left, item).orElse(item);
      requireComparable(left, fitting);
      constants.add((Constant) fitting.expression);
    }
    return new Typed(
        left.isConstant() ? among(left, constants) : new Membership(left.expression, constants),
        Kind.CONDITION,
        Optional.empty(),
        left.source,
        left.begin,
        left.end);
  }

  private static Constant among(Typed left, List<Constant> constants) {
    return new Constant(
        new Bool(
            constants.stream()
                .anyMatch(item -> Constants.compare(Operator.EQ, left.expression, item))));
  }

  private List<Typed> wholeList() {
    source.skipBlanks();
    List<Typed> items = list();
    source.requireEnd();
    return items;
  }

  private List<Typed> list() {
    source.require("(");
    List<Typed> items = new ArrayList<>();
    int nodesBefore = nodes;
    do {
      Typed item = primary();
      if (!item.isConstant()) {
        throw source.unsupported(item.begin, "anything but constants behind in");
      }
      items.add(item);
      if (items.size() > MOST_ITEMS) {
        throw source.wrong(
            item.begin, "there may be at most %d constants behind in".formatted(MOST_ITEMS));
      }
      // All of them are one value to the database.
      nodes = nodesBefore;
      source.skipBlanks();
    } while (source.taken(","));
    source.require(")");
    return items;
  }

  // ---- constants

  private Typed constantOfType(String name, int begin) {
    Optional<EnumerationType> type = schema.enumeration(name);
    if (type.isEmpty()) {
      throw source.wrong(
          begin, "%s is no type of a constant here".formatted(ClientText.shown(name)));
    }
    String member = source.string().orElseThrow(source::unexpected);
    return new Typed(
        new Constant(member(type.get(), member, source, begin)),
        Kind.ENUMERATION,
        type,
        source,
        begin,
        source.at());
  }

  private static Member member(EnumerationType type, String name, Source place, int begin) {
    return type.member(name)
        .map(member -> new Member(type, member))
        .orElseThrow(
            () ->
                place.wrong(
                    begin,
                    "'%s' is no member of %s"
                        .formatted(ClientText.shown(name), type.qualifiedName())));
  }

  private Typed constant(Expression.Value value, Kind kind, int begin) {
    return new Typed(new Constant(value), kind, Optional.empty(), source, begin, source.at());
  }

  /** A parameter alias stands for an expression of its own (URL Conventions 5.3). */
  private Typed aliased(String alias, int begin) {
    Typed value = inside(alias, begin, ExpressionParser::wholeExpression);
    return new Typed(value.expression, value.kind, value.enumeration, source, begin, source.at());
  }

  /** However often an alias stands, all together may be only so large. */
  private <T> T inside(String alias, int begin, Reading<T> reading) {
    String text =
        aliases
            .expression(alias)
            .orElseThrow(() -> source.unsupported(begin, "an alias in the value of an alias"));
    ExpressionParser parser = new ExpressionParser(alias, text, entity, schema, Aliases.NONE);
    parser.nodes = nodes;
    parser.depth = depth;
    T value = reading.of(parser);
    nodes = parser.nodes;
    return value;
  }

  /** A way to read the whole of a text. */
  @FunctionalInterface
  private interface Reading<T> {

    T of(ExpressionParser parser);
  }

  private Typed wholeExpression() {
    Typed expression = or();
    source.requireEnd();
    return expression;
  }

  // ---- functions

  private Typed called(String name, String lower, int begin) {
    deeper(begin);
    Typed call =
        lower.equals("isof")
            ? typeTest(begin)
            : call(
                Arrays.stream(Function.values())
                    .filter(function -> function.name().toLowerCase(Locale.ROOT).equals(lower))
                    .findFirst()
                    .orElseThrow(() -> noFunction(name, lower, begin)),
                begin);
    depth--;
    return call;
  }

  private ApiException noFunction(String name, String lower, int begin) {
    return OTHER_FUNCTIONS.contains(lower)
        ? source.unsupported(begin, "the function %s".formatted(lower))
        : source.wrong(begin, "there is no function %s".formatted(ClientText.shown(name)));
  }

  private Typed call(Function function, int begin) {
    String name = function.name().toLowerCase(Locale.ROOT);
    List<Expression> arguments = new ArrayList<>();
    boolean constant = true;
    for (Kind parameter : function.parameters()) {
      if (!arguments.isEmpty()) {
        source.skipBlanks();
        source.require(",");
      }
      Typed argument = or();
      if (argument.kind != parameter && !argument.isNull()) {
        throw source.wrong(
            argument.begin,
            "%s takes %s, and %s is %s"
                .formatted(name, parameter, argument.shown(), argument.kind));
      }
      constant &= argument.isConstant();
      arguments.add(argument.expression);
    }
    source.skipBlanks();
    source.require(")");
    if (arguments.contains(Constants.NULL)) {
      // A function of null is null (URL Conventions 5.1.1.5).
      return new Typed(Constants.NULL, Kind.NULL, Optional.empty(), source, begin, source.at());
    }
    Expression call =
        constant ? Constants.evaluate(function, arguments) : new Call(function, arguments);
    return new Typed(call, function.result(), Optional.empty(), source, begin, source.at());
  }

  /** {@code isof} of the entity itself; Graph's own documentation quotes the name of the type. */
  private Typed typeTest(int begin) {
    source.skipBlanks();
    int argument = source.at();
    String name = source.string().or(source::name).orElseThrow(source::unexpected);
    if (name.equals("$it")) {
      source.skipBlanks();
      source.require(",");
      source.skipBlanks();
      argument = source.at();
      name = source.string().or(source::name).orElseThrow(source::unexpected);
    }
    source.skipBlanks();
    if (source.follows(",") || source.follows("/")) {
      throw source.unsupported(argument, "isof of a member");
    }
    source.require(")");
    StructuredType type = entityType(name, argument);
    return new Typed(new IsOf(type), Kind.CONDITION, Optional.empty(), source, begin, source.at());
  }

  private StructuredType entityType(String name, int begin) {
    return schema
        .structured(name)
        .filter(type -> type.isOrDerivesFrom(entity) || entity.isOrDerivesFrom(type))
        .orElseThrow(
            () ->
                source.wrong(
                    begin, "%s is no type of these entities".formatted(ClientText.shown(name))));
  }

  // ---- members

  private Typed path(String first, int begin) {
    List<String> names = new ArrayList<>();
    StructuredType type = entity;
    Property property = null;
    String name = first;
    while (true) {
      if (name.indexOf('.') >= 0) {
        type = cast(type, name, property, begin);
        source.require("/");
      } else {
        property = property(type, name, begin);
        names.add(name);
        boolean more =
            property.type() instanceof StructuredType
                && !property.collection()
                && source.taken("/");
        if (!more) {
          return member(new Path(names, property), begin);
        }
        type = (StructuredType) property.type();
      }
      name = source.name().orElseThrow(source::unexpected);
    }
  }

  private Typed member(Path path, int begin) {
    if (source.follows("/")) {
      throw path.property().collection()
          ? source.unsupported(begin, "any, all and $count of %s".formatted(path.name()))
          : source.wrong(begin, "%s has no members".formatted(path.name()));
    }
    Type type = path.property().type();
    return new Typed(
        path,
        kind(path.property()),
        type instanceof EnumerationType enumeration && !path.property().collection()
            ? Optional.of(enumeration)
            : Optional.empty(),
        source,
        begin,
        source.at());
  }

  private StructuredType cast(StructuredType type, String name, Property property, int begin) {
    StructuredType target = schema.structured(name).orElse(null);
    if (target == null || !(target.isOrDerivesFrom(type) || type.isOrDerivesFrom(target))) {
      throw source.wrong(
          begin,
          "%s is no type of %s"
              .formatted(
                  ClientText.shown(name), property == null ? "these entities" : property.name()));
    }
    return target;
  }

  private Property property(StructuredType type, String name, int begin) {
    Optional<Property> property = type.property(name);
    if (property.isPresent()) {
      return property.get();
    }
    String shown = ClientText.shown(name);
    if (type.navigation(name).isPresent()) {
      throw source.unsupported(begin, "a condition on %s".formatted(shown));
    }
    if (type.open()) {
      // It might be a dynamic property; those are stored, but not in columns of their own.
      throw source.unsupported(
          begin,
          "%s, which is no declared member of %s: a condition on undeclared members"
              .formatted(shown, type.name()));
    }
    throw source.wrong(begin, "%s is no member of %s".formatted(shown, type.name()));
  }

  private static Kind kind(Property property) {
    if (property.collection()) {
      return Kind.COLLECTION;
    }
    if (property.type() instanceof PrimitiveType primitive) {
      return switch (primitive) {
        case BOOLEAN -> Kind.CONDITION;
        case INT32, INT64 -> Kind.NUMBER;
        case STRING, DATE_TIME_OFFSET -> Kind.TEXT;
      };
    }
    return property.type() instanceof EnumerationType ? Kind.ENUMERATION : Kind.COMPLEX;
  }

  // ---- what is built, and how much of it

  private Typed condition(Expression condition, Typed first, Typed last) {
    return new Typed(
        condition, Kind.CONDITION, Optional.empty(), first.source, first.begin, last.end);
  }

  private Expression condition(Typed typed) {
    if (typed.kind != Kind.CONDITION && !typed.isNull()) {
      throw typed.source.wrong(
          typed.begin, "%s is %s and no condition".formatted(typed.shown(), typed.kind));
    }
    return typed.expression;
  }

  private void count(int begin) {
    nodes++;
    if (nodes > MOST_NODES) {
      throw source.wrong(
          begin, "an expression may have at most %d operators and operands".formatted(MOST_NODES));
    }
  }

  private void deeper(int begin) {
    depth++;
    if (depth > MOST_DEPTH) {
      throw source.wrong(
          begin, "an expression may be nested at most %d levels deep".formatted(MOST_DEPTH));
    }
  }
}
