package dev.switchboard.query;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.query.Columns.BooleanColumn;
import dev.switchboard.query.Columns.Column;
import dev.switchboard.query.Columns.EnumerationColumn;
import dev.switchboard.query.Columns.KeyColumn;
import dev.switchboard.query.Columns.PresenceColumn;
import dev.switchboard.query.Columns.TextColumn;
import dev.switchboard.query.Expression.Bool;
import dev.switchboard.query.Expression.Call;
import dev.switchboard.query.Expression.Comparison;
import dev.switchboard.query.Expression.Conjunction;
import dev.switchboard.query.Expression.Constant;
import dev.switchboard.query.Expression.Disjunction;
import dev.switchboard.query.Expression.IsOf;
import dev.switchboard.query.Expression.Member;
import dev.switchboard.query.Expression.Membership;
import dev.switchboard.query.Expression.Negation;
import dev.switchboard.query.Expression.Null;
import dev.switchboard.query.Expression.Operator;
import dev.switchboard.query.Expression.Outcome;
import dev.switchboard.query.Expression.Path;
import dev.switchboard.query.Expression.Text;
import dev.switchboard.query.Expression.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a {@link Condition} of an {@link Expression}. OData's comparisons are true or false also
 * where a value is null (URL Conventions 5.1.1.1.1), those of SQL have a third outcome: below a
 * {@code not}, where that would show, the condition says so itself.
 */
final class Translation {

  private static final String TRUE = Condition.ALWAYS.jpql();
  private static final String FALSE = Condition.NEVER.jpql();

  /** Before a character of a pattern that stands for itself. */
  private static final char ESCAPE = '!';

  private final String option;
  private final Columns columns;
  private final String prefix;
  private final Map<String, Object> parameters = new HashMap<>();

  /**
   * @param option the query option that the expression came from, for refusals
   * @param prefix what the names of the parameters begin with
   */
  Translation(String option, Columns columns, String prefix) {
    this.option = option;
    this.columns = columns;
    this.prefix = prefix;
  }

  /**
   * Translates a condition.
   *
   * @throws ApiException 501 if it is about a member that cannot be filtered by, or in a way that
   *     this member cannot
   */
  Condition of(Expression expression) {
    return new Condition(condition(expression, true, false), parameters);
  }

  /** Finds all of the words, or whatever the search says (URL Conventions 5.1.7). */
  Condition of(Search search) {
    return new Condition(searched(search), parameters);
  }

  /**
   * The condition that an expression has a certain outcome; a third one, null, is neither (URL
   * Conventions 5.1.1.1.7 to 5.1.1.1.9).
   *
   * @param exact whether the condition must not be unknown to the database where it does not hold:
   *     below a NOT of SQL, where that would show
   */
  private String condition(Expression expression, boolean wanted, boolean exact) {
    if (expression instanceof Constant constant) {
      return constant.value() instanceof Bool bool && bool.truth() == wanted ? TRUE : FALSE;
    }
    if (expression instanceof Conjunction both) {
      return joined(wanted ? "AND" : "OR", both.left(), both.right(), wanted, exact);
    }
    if (expression instanceof Disjunction either) {
      return joined(wanted ? "OR" : "AND", either.left(), either.right(), wanted, exact);
    }
    if (expression instanceof Negation negation) {
      return condition(negation.condition(), !wanted, exact);
    }
    if (expression instanceof Outcome outcome) {
      return outcome(outcome, wanted, exact);
    }
    if (expression instanceof Comparison comparison) {
      return wanted ? compared(comparison, exact) : not(compared(comparison, true));
    }
    if (expression instanceof Membership membership) {
      return wanted ? membership(membership, exact) : not(membership(membership, true));
    }
    if (expression instanceof Call call) {
      return present(call, wanted ? condition(call) : not(condition(call)), exact);
    }
    if (expression instanceof IsOf test) {
      return wanted ? isOf(test) : not(isOf(test));
    }
    if (expression instanceof Path path) {
      if (!(column(path) instanceof BooleanColumn column)) {
        throw unsupported("%s as a condition".formatted(path.name()));
      }
      return "%s = %s".formatted(column.jpql(), parameter(wanted));
    }
    throw new IllegalArgumentException("no condition: " + expression);
  }

  private String joined(
      String operator, Expression left, Expression right, boolean wanted, boolean exact) {
    return "(%s %s %s)"
        .formatted(condition(left, wanted, exact), operator, condition(right, wanted, exact));
  }

  private String outcome(Outcome outcome, boolean wanted, boolean exact) {
    Expression inner = outcome.condition();
    if (outcome.wanted().isPresent()) {
      boolean of = outcome.wanted().get();
      return wanted ? condition(inner, of, exact) : not(condition(inner, of, true));
    }
    String either =
        "(%s OR %s)".formatted(condition(inner, true, true), condition(inner, false, true));
    return wanted ? not(either) : either;
  }

  private static String not(String condition) {
    return "NOT (%s)".formatted(condition);
  }

  // ---- comparisons

  private String compared(Comparison comparison, boolean exact) {
    Expression left = comparison.left();
    Expression right = comparison.right();
    if (right.equals(Constants.NULL)) {
      return switch (comparison.operator()) {
        case EQ -> isNull(left);
        case NE -> "NOT (%s)".formatted(isNull(left));
        case GT, GE, LT, LE -> FALSE;
      };
    }
    String plain = plain(comparison.operator(), left, right);
    if (plain.equals(TRUE) || plain.equals(FALSE)) {
      return comparison.operator() == Operator.NE || !mayBeNull(left)
          ? plain
          : plain.equals(TRUE) ? "NOT (%s)".formatted(isNull(left)) : FALSE;
    }
    boolean constant = right instanceof Constant;
    return switch (comparison.operator()) {
      case EQ ->
          constant
              ? present(left, plain, exact)
              : "(%s OR (%s AND %s))"
                  .formatted(present(left, right, plain), isNull(left), isNull(right));
      case NE ->
          constant
              ? orNull(left, plain)
              : "((%1$s AND NOT (%2$s)) OR (%2$s AND NOT (%1$s)) OR %3$s)"
                  .formatted(isNull(left), isNull(right), present(left, right, plain));
      case GT, GE, LT, LE -> constant ? present(left, plain, exact) : present(left, right, plain);
    };
  }

  private String present(Expression left, String condition, boolean exact) {
    return exact && mayBeNull(left)
        ? "(NOT (%s) AND %s)".formatted(isNull(left), condition)
        : condition;
  }

  private String present(Expression left, Expression right, String condition) {
    return present(left, present(right, condition, true), true);
  }

  private String orNull(Expression left, String condition) {
    return mayBeNull(left) ? "(%s OR %s)".formatted(condition, isNull(left)) : condition;
  }

  /** The comparison of two values that are not null. */
  private String plain(Operator operator, Expression left, Expression right) {
    Optional<Column> column =
        left instanceof Path path ? Optional.of(column(path)) : Optional.empty();
    if (right instanceof Constant constant) {
      Value value = constant.value();
      if (column.isPresent() && column.get() instanceof KeyColumn key) {
        return key(operator, key, ((Text) value).text());
      }
      if (value instanceof Member member) {
        return member(operator, (EnumerationColumn) column.orElseThrow(), member);
      }
      if (value instanceof Expression.Numeral number) {
        return number(operator, value(left), number.number());
      }
      if (value instanceof Bool bool) {
        // Only an order compares so: false comes before true.
        return among(
            value(left),
            Stream.of(false, true)
                .filter(each -> operator.holds(Boolean.compare(each, bool.truth())))
                .toList());
      }
    } else if (column.isPresent()
        && column.get() instanceof EnumerationColumn
        && operator != Operator.EQ
        && operator != Operator.NE) {
      throw unsupported("the order of two enumerations");
    }
    return "%s %s %s".formatted(value(left), sign(operator), value(right));
  }

  private String key(Operator operator, KeyColumn column, String text) {
    Optional<?> id = column.stored().apply(text);
    if (operator == Operator.EQ || operator == Operator.NE) {
      return id.isPresent()
          ? "%s %s %s".formatted(column.jpql(), sign(operator), parameter(id.get()))
          : operator == Operator.EQ ? FALSE : TRUE;
    }
    // Only of ids as they are written is the order that of the strings.
    if (id.isEmpty() || !id.get().toString().equals(text)) {
      throw unsupported("the order of ids and other strings");
    }
    return "%s %s %s".formatted(column.jpql(), sign(operator), parameter(id.get()));
  }

  /** Members are in the order of their values, and not in that of their names. */
  private String member(Operator operator, EnumerationColumn column, Member member) {
    List<Enum<?>> fitting =
        column.type().members().stream()
            .filter(
                other -> operator.holds(Integer.compare(other.value(), member.member().value())))
            .flatMap(other -> column.stored().apply(other).stream())
            .collect(Collectors.toList());
    return among(column.jpql(), fitting);
  }

  /** The column is an integer of 32 bits, the number any. */
  private String number(Operator operator, String column, BigDecimal number) {
    BigDecimal least = BigDecimal.valueOf(Integer.MIN_VALUE);
    BigDecimal most = BigDecimal.valueOf(Integer.MAX_VALUE);
    if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
      return operator.holds(number.signum() < 0 ? 1 : -1) ? TRUE : FALSE;
    }
    int floor = number.setScale(0, RoundingMode.FLOOR).intValueExact();
    boolean whole = number.compareTo(BigDecimal.valueOf(floor)) == 0;
    if (whole) {
      return "%s %s %s".formatted(column, sign(operator), parameter(floor));
    }
    return switch (operator) {
      case EQ -> FALSE;
      case NE -> TRUE;
      case GT, GE -> "%s > %s".formatted(column, parameter(floor));
      case LT, LE -> "%s <= %s".formatted(column, parameter(floor));
    };
  }

  private String membership(Membership membership, boolean exact) {
    Expression left = membership.left();
    List<Value> values =
        membership.items().stream()
            .map(Constant::value)
            .filter(value -> !(value instanceof Null))
            .toList();
    Optional<Column> column =
        left instanceof Path path ? Optional.of(column(path)) : Optional.empty();
    List<Object> stored = values.stream().flatMap(value -> stored(column, value).stream()).toList();
    String among = among(value(left), stored);
    boolean withNull = values.size() < membership.items().size();
    return withNull
        ? "(%s OR %s)".formatted(present(left, among, exact), isNull(left))
        : present(left, among, exact);
  }

  private static Optional<Object> stored(Optional<Column> column, Value value) {
    if (value instanceof Text text) {
      return column.isPresent() && column.get() instanceof KeyColumn key
          ? key.stored().apply(text.text()).map(Object.class::cast)
          : Optional.of(text.text());
    }
    if (value instanceof Member member) {
      return ((EnumerationColumn) column.orElseThrow())
          .stored()
          .apply(member.member())
          .map(Object.class::cast);
    }
    try {
      return Optional.of(((Expression.Numeral) value).number().intValueExact());
    } catch (ArithmeticException e) {
      // No column holds such a number.
      return Optional.empty();
    }
  }

  private String among(String value, List<?> stored) {
    return switch (stored.size()) {
      case 0 -> FALSE;
      case 1 -> "%s = %s".formatted(value, parameter(stored.get(0)));
      default -> "%s IN %s".formatted(value, parameter(stored));
    };
  }

  private String isOf(IsOf test) {
    if (columns.entity().isOrDerivesFrom(test.type())) {
      return TRUE;
    }
    return columns
        .type()
        .map(type -> among(type.jpql(), List.copyOf(type.stored().apply(test.type()))))
        .orElse(FALSE);
  }

  // ---- null

  private boolean mayBeNull(Expression expression) {
    if (expression instanceof Path path) {
      return column(path).nullable();
    }
    return expression instanceof Call call && call.arguments().stream().anyMatch(this::mayBeNull);
  }

  private String isNull(Expression expression) {
    if (!mayBeNull(expression)) {
      return FALSE;
    }
    return expression instanceof Path path
        ? column(path).jpql() + " IS NULL"
        : ((Call) expression)
            .arguments().stream()
                .filter(this::mayBeNull)
                .map(this::isNull)
                .collect(Collectors.joining(" OR ", "(", ")"));
  }

  // ---- values

  private String value(Expression expression) {
    if (expression instanceof Constant constant) {
      return parameter(((Text) constant.value()).text());
    }
    if (expression instanceof Path path) {
      Column column = column(path);
      if (column instanceof PresenceColumn) {
        throw unsupported("comparing %s with anything but null".formatted(path.name()));
      }
      return column.jpql();
    }
    Call call = (Call) expression;
    List<String> arguments = call.arguments().stream().map(this::textValue).toList();
    return switch (call.function()) {
      case LENGTH -> "LENGTH(%s)".formatted(arguments.get(0));
      // OData counts from 0, and JPQL from 1.
      case INDEXOF -> "(LOCATE(%s, %s) - 1)".formatted(arguments.get(1), arguments.get(0));
      case TOLOWER -> "LOWER(%s)".formatted(arguments.get(0));
      case TOUPPER -> "UPPER(%s)".formatted(arguments.get(0));
      case TRIM -> "TRIM(%s)".formatted(arguments.get(0));
      case CONCAT -> "CONCAT(%s, %s)".formatted(arguments.get(0), arguments.get(1));
      case CONTAINS, STARTSWITH, ENDSWITH ->
          throw new IllegalArgumentException("no value: " + expression);
    };
  }

  private String textValue(Expression expression) {
    if (expression instanceof Path path && !(column(path) instanceof TextColumn)) {
      throw unsupported("a function of %s".formatted(path.name()));
    }
    return value(expression);
  }

  private String condition(Call call) {
    String whole = textValue(call.arguments().get(0));
    Expression part = call.arguments().get(1);
    if (part instanceof Constant constant) {
      String text = ((Text) constant.value()).text();
      return like(
          whole,
          switch (call.function()) {
            case CONTAINS -> '%' + escaped(text) + '%';
            case STARTSWITH -> escaped(text) + '%';
            case ENDSWITH -> '%' + escaped(text);
            default -> throw new IllegalArgumentException("no condition: " + call);
          });
    }
    String other = textValue(part);
    return switch (call.function()) {
      case CONTAINS -> "LOCATE(%s, %s) > 0".formatted(other, whole);
      case STARTSWITH -> "LOCATE(%s, %s) = 1".formatted(other, whole);
      case ENDSWITH ->
          "(LENGTH(%1$s) >= LENGTH(%2$s) AND SUBSTRING(%1$s, LENGTH(%1$s) - LENGTH(%2$s) + 1) = %2$s)"
              .formatted(whole, other);
      default -> throw new IllegalArgumentException("no condition: " + call);
    };
  }

  private String like(String value, String pattern) {
    return "%s LIKE %s ESCAPE '%s'".formatted(value, parameter(pattern), ESCAPE);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (c == '%' || c == '_' || c == ESCAPE) {
                escaped.append(ESCAPE);
              }
              escaped.append((char) c);
            });
    return escaped.toString();
  }

  // ---- search

  private String searched(Search search) {
    if (search instanceof Search.All all) {
      return "(%s AND %s)".formatted(searched(all.left()), searched(all.right()));
    }
    if (search instanceof Search.Any any) {
      return "(%s OR %s)".formatted(searched(any.left()), searched(any.right()));
    }
    if (search instanceof Search.None none) {
      return "NOT (%s)".formatted(searched(none.search()));
    }
    String pattern = '%' + escaped(((Search.Words) search).text().toLowerCase(Locale.ROOT)) + '%';
    return columns.searched().stream()
        .map(
            column ->
                "(%s IS NOT NULL AND %s)"
                    .formatted(column.jpql(), like("LOWER(%s)".formatted(column.jpql()), pattern)))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  // ---- order

  /**
   * The {@code ORDER BY} clause.
   *
   * @throws ApiException 501 if a key is a member that cannot be ordered by
   */
  String order(Ordering ordering) {
    List<String> terms = new ArrayList<>();
    for (Ordering.Key key : ordering.keys()) {
      Column column = column(key.path());
      if (!column.sortable()) {
        throw unsupported("an order by %s".formatted(key.path().name()));
      }
      String direction = key.descending() ? " DESC" : " ASC";
      if (column.nullable()) {
        // Null comes before every value (URL Conventions 5.1.4), which databases see differently.
        direction += key.descending() ? " NULLS LAST" : " NULLS FIRST";
      }
      terms.add(sortable(column) + direction);
    }
    terms.add("e.id ASC");
    return "ORDER BY " + String.join(", ", terms);
  }

  private String sortable(Column column) {
    if (!(column instanceof EnumerationColumn enumeration)) {
      return column.jpql();
    }
    StringBuilder order = new StringBuilder("CASE");
    enumeration
        .type()
        .members()
        .forEach(
            member ->
                enumeration
                    .stored()
                    .apply(member)
                    .ifPresent(
                        stored ->
                            order.append(
                                " WHEN %s = %s.%s THEN %d"
                                    .formatted(
                                        column.jpql(),
                                        stored.getDeclaringClass().getName(),
                                        stored.name(),
                                        member.value()))));
    return order.append(" ELSE -1 END").toString();
  }

  // ---- columns and parameters

  private Column column(Path path) {
    return columns
        .column(path.name())
        .orElseThrow(
            () -> unsupported("a condition on %s, or an order by it,".formatted(path.name())));
  }

  private String parameter(Object value) {
    String name = prefix + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case EQ -> "=";
      case NE -> "<>";
      case GT -> ">";
      case GE -> ">=";
      case LT -> "<";
      case LE -> "<=";
    };
  }

  private ApiException unsupported(String what) {
    return ApiException.of(
        ErrorCode.NOT_IMPLEMENTED, "%s: %s is not supported.".formatted(option, what), option);
  }
}
