package dev.switchboard.query;

import dev.switchboard.edm.Schema;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.error.ApiException;
import dev.switchboard.query.Expression.Conjunction;
import dev.switchboard.query.Expression.Disjunction;
import dev.switchboard.query.Expression.Kind;
import dev.switchboard.query.Expression.Negation;
import dev.switchboard.query.Expression.Operator;
import dev.switchboard.query.Expression.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads expressions by the grammar of OData 4.01 (ABNF, section 3), and checks their types. Names
 * of operators and functions are read without regard to case, members of enumerations with and
 * without the name of their type. What the standard knows and this service does not is 501, what is
 * wrong is 400; both say where.
 */
final class ExpressionParser {

  /** Operators of the standard that are not supported (URL Conventions 5.1.1.1 and 5.1.1.2). */
  private static final Set<String> OTHER_OPERATORS =
      Set.of("has", "add", "sub", "mul", "div", "divby", "mod");

  private final Source source;
  private final StructuredType entity;
  private final Schema schema;
  private final Aliases aliases;
  private final Budget budget;
  private final Literals literals;
  private final MemberPaths members;
  private final FunctionCalls functions;

  /**
   * @param option the query option that the text is the value of
   * @param entity the type of what is filtered or ordered
   */
  ExpressionParser(
      String option, String text, StructuredType entity, Schema schema, Aliases aliases) {
    this(new Source(option, text), entity, schema, aliases, new Budget());
  }

  private ExpressionParser(
      Source source, StructuredType entity, Schema schema, Aliases aliases, Budget budget) {
    this.source = source;
    this.entity = entity;
    this.schema = schema;
    this.aliases = aliases;
    this.budget = budget;
    this.literals = new Literals(source, schema);
    this.members = new MemberPaths(source, entity, schema);
    this.functions = new FunctionCalls(source, members, this::or);
  }

  /**
   * Reads the whole text as a condition.
   *
   * @throws ApiException 400 or 501
   */
  Expression condition() {
    Expression condition = or().asCondition();
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
      if (!(key.expression() instanceof Path path)
          || key.kind() == Kind.COMPLEX
          || key.kind() == Kind.COLLECTION) {
        throw key.kind() == Kind.COMPLEX || key.kind() == Kind.COLLECTION
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
      left = Typed.condition(new Disjunction(left.asCondition(), right.asCondition()), left, right);
    }
    return left;
  }

  private Typed and() {
    Typed left = equality();
    while (source.word("and")) {
      Typed right = equality();
      left = Typed.condition(new Conjunction(left.asCondition(), right.asCondition()), left, right);
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
        left = Comparisons.in(left, items(left.begin()));
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
      budget.enter(source, begin);
      Typed operand = unary();
      budget.leave();
      return new Typed(
          new Negation(operand.asCondition()),
          Kind.CONDITION,
          Optional.empty(),
          source,
          begin,
          operand.end());
    }
    return primary();
  }

  private Typed primary() {
    source.skipBlanks();
    int begin = source.at();
    budget.take(source, begin);
    if (source.taken("(")) {
      budget.enter(source, begin);
      Typed inner = or();
      budget.leave();
      source.skipBlanks();
      source.require(")");
      return inner.within(source, begin);
    }
    Optional<String> alias = source.alias();
    if (alias.isPresent()) {
      return aliased(alias.get(), begin);
    }
    Optional<Typed> literal = literals.unnamed();
    if (literal.isPresent()) {
      return literal.get();
    }
    if (source.taken("-")) {
      throw source.unsupported(begin, "the negation of a number that is no constant");
    }
    return named(begin);
  }

  private Typed named(int begin) {
    String name = source.name().orElseThrow(source::unexpected);
    if (source.follows("'")) {
      return literals.ofType(name, begin);
    }
    if (source.taken("(")) {
      budget.enter(source, begin);
      Typed call = functions.of(name, begin);
      budget.leave();
      return call;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    Optional<Typed> literal = literals.named(lower, begin);
    if (literal.isPresent()) {
      return literal.get();
    }
    return switch (lower) {
      case "$it" -> {
        source.require("/");
        yield members.path(source.name().orElseThrow(source::unexpected), begin);
      }
      case "$root", "$this" -> throw source.unsupported(begin, name);
      default -> members.path(name, begin);
    };
  }

  private Typed compared(Operator operator, Typed left, Typed right) {
    budget.take(source, left.begin());
    return Comparisons.compared(operator, left, right);
  }

  // ---- the constants behind in

  private List<Typed> items(int begin) {
    source.skipBlanks();
    Optional<String> alias = source.alias();
    return alias.isPresent() ? inside(alias.get(), begin, ExpressionParser::wholeList) : list();
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
    int takenBefore = budget.taken();
    do {
      Typed item = primary();
      if (!item.isConstant()) {
        throw source.unsupported(item.begin(), "anything but constants behind in");
      }
      items.add(item);
      if (items.size() > Budget.MOST_ITEMS) {
        throw source.wrong(
            item.begin(),
            "there may be at most %d constants behind in".formatted(Budget.MOST_ITEMS));
      }
      // All of them are one value to the database.
      budget.giveBack(takenBefore);
      source.skipBlanks();
    } while (source.taken(","));
    source.require(")");
    return items;
  }

  // ---- parameter aliases

  /** A parameter alias stands for an expression of its own (URL Conventions 5.3). */
  private Typed aliased(String alias, int begin) {
    return inside(alias, begin, ExpressionParser::wholeExpression).within(source, begin);
  }

  /** However often an alias stands, all together may be only so large. */
  private <T> T inside(String alias, int begin, Function<ExpressionParser, T> reading) {
    String text =
        aliases
            .expression(alias)
            .orElseThrow(() -> source.unsupported(begin, "an alias in the value of an alias"));
    return reading.apply(
        new ExpressionParser(new Source(alias, text), entity, schema, Aliases.NONE, budget));
  }

  private Typed wholeExpression() {
    Typed expression = or();
    source.requireEnd();
    return expression;
  }
}
