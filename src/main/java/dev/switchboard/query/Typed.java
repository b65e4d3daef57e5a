package dev.switchboard.query;

import dev.switchboard.edm.EnumerationType;
import dev.switchboard.json.ClientText;
import dev.switchboard.query.Expression.Constant;
import dev.switchboard.query.Expression.Kind;
import java.util.Optional;

/**
 * An expression with what its parser knows of it.
 *
 * @param enumeration the type, if its kind is that of an enumeration
 * @param source which text it stands in: that of the option, or of a parameter alias
 * @param begin where in that text
 * @param end the place behind it
 */
record Typed(
    Expression expression,
    Kind kind,
    Optional<EnumerationType> enumeration,
    Source source,
    int begin,
    int end) {

  /** What stands from a place to where the text has been read. */
  static Typed read(Expression expression, Kind kind, Source source, int begin) {
    return new Typed(expression, kind, Optional.empty(), source, begin, source.at());
  }

  /** A condition that is made of others, from the first to the last of them. */
  static Typed condition(Expression condition, Typed first, Typed last) {
    return new Typed(
        condition, Kind.CONDITION, Optional.empty(), first.source, first.begin, last.end);
  }

  /** The same, which stands from another place to where a text has been read. */
  Typed within(Source other, int from) {
    return new Typed(expression, kind, enumeration, other, from, other.at());
  }

  /** The text of it, as it may be shown to whoever sent it. */
  String shown() {
    return ClientText.shown(source.text(begin, end));
  }

  boolean isConstant() {
    return expression instanceof Constant;
  }

  boolean isNull() {
    return kind == Kind.NULL;
  }

  /**
   * The expression as a condition, which null is, too.
   *
   * @throws dev.switchboard.error.ApiException 400 if it is none
   */
  Expression asCondition() {
    if (kind != Kind.CONDITION && !isNull()) {
      throw source.wrong(begin, "%s is %s and no condition".formatted(shown(), kind));
    }
    return expression;
  }
}
