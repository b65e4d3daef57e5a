package dev.switchboard.query;

import dev.switchboard.query.Expression.Bool;
import dev.switchboard.query.Expression.Constant;
import dev.switchboard.query.Expression.Function;
import dev.switchboard.query.Expression.Member;
import dev.switchboard.query.Expression.Null;
import dev.switchboard.query.Expression.Operator;
import dev.switchboard.query.Expression.Text;
import dev.switchboard.query.Expression.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** What can be said without asking a database. */
final class Constants {

  static final Constant NULL = new Constant(new Null());

  private Constants() {}

  /** Compares two constants of one kind; with null only null is equal, and nothing is greater. */
  static boolean compare(Operator operator, Expression left, Expression right) {
    Value a = ((Constant) left).value();
    Value b = ((Constant) right).value();
    if (a instanceof Null || b instanceof Null) {
      return switch (operator) {
        case EQ -> a.equals(b);
        case NE -> !a.equals(b);
        case GT, GE, LT, LE -> false;
      };
    }
    return operator.holds(compare(a, b));
  }

  private static int compare(Value left, Value right) {
    if (left instanceof Text a && right instanceof Text b) {
      return a.text().compareTo(b.text());
    }
    if (left instanceof Expression.Numeral a && right instanceof Expression.Numeral b) {
      return a.number().compareTo(b.number());
    }
    if (left instanceof Bool a && right instanceof Bool b) {
      return Boolean.compare(a.truth(), b.truth());
    }
    if (left instanceof Member a && right instanceof Member b) {
      return Integer.compare(a.member().value(), b.member().value());
    }
    throw new IllegalArgumentException("%s and %s are of two kinds".formatted(left, right));
  }

  /** The value of a function of constants, none of which is null. */
  static Constant evaluate(Function function, List<Expression> arguments) {
    List<String> texts =
        arguments.stream().map(argument -> ((Text) ((Constant) argument).value()).text()).toList();
    String first = texts.get(0);
    return new Constant(
        switch (function) {
          case CONTAINS -> new Bool(first.contains(texts.get(1)));
          case STARTSWITH -> new Bool(first.startsWith(texts.get(1)));
          case ENDSWITH -> new Bool(first.endsWith(texts.get(1)));
          case LENGTH -> number(first.codePointCount(0, first.length()));
          case INDEXOF -> number(first.indexOf(texts.get(1)));
          case TOLOWER -> new Text(first.toLowerCase(Locale.ROOT));
          case TOUPPER -> new Text(first.toUpperCase(Locale.ROOT));
          case TRIM -> new Text(first.strip());
          case CONCAT -> new Text(first + texts.get(1));
        });
  }

  private static Expression.Numeral number(int number) {
    return new Expression.Numeral(BigDecimal.valueOf(number));
  }
}
