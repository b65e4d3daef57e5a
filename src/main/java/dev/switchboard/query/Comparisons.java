package dev.switchboard.query;

import dev.switchboard.edm.EnumerationType;
import dev.switchboard.query.Expression.Bool;
import dev.switchboard.query.Expression.Comparison;
import dev.switchboard.query.Expression.Constant;
import dev.switchboard.query.Expression.Kind;
import dev.switchboard.query.Expression.Membership;
import dev.switchboard.query.Expression.Negation;
import dev.switchboard.query.Expression.Operator;
import dev.switchboard.query.Expression.Outcome;
import dev.switchboard.query.Expression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what has been read, if the types of both sides allow it; constants at once (OData 4.01
 * URL Conventions 5.1.1.1).
 */
final class Comparisons {

  private static final Set<Kind> WITH_IN =
      Set.of(Kind.TEXT, Kind.NUMBER, Kind.ENUMERATION, Kind.NULL);

  private Comparisons() {}

  /**
   * Compares two expressions.
   *
   * @throws dev.switchboard.error.ApiException 400 if they are of two types, 501 if both are
   *     conditions
   */
  static Typed compared(Operator operator, Typed left, Typed right) {
    Typed a = memberOf(right, left).orElse(left);
    Typed b = memberOf(left, right).orElse(right);
    requireComparable(a, b);
    if (a.isConstant() && b.isConstant()) {
      return Typed.condition(
          new Constant(new Bool(Constants.compare(operator, a.expression(), b.expression()))),
          a,
          b);
    }
    if (a.kind() == Kind.CONDITION || b.kind() == Kind.CONDITION) {
      return Typed.condition(outcome(operator, a, b), a, b);
    }
    return Typed.condition(
        a.isConstant()
            ? new Comparison(operator.swapped(), b.expression(), a.expression())
            : new Comparison(operator, a.expression(), b.expression()),
        a,
        b);
  }

  private static Expression outcome(Operator operator, Typed left, Typed right) {
    Typed constant = left.isConstant() ? left : right;
    Typed condition = left.isConstant() ? right : left;
    boolean equality = operator == Operator.EQ || operator == Operator.NE;
    if (!constant.isConstant() || !equality) {
      throw left.source()
          .unsupported(
              left.begin(), "comparing two conditions, or by another operator than eq and ne");
    }
    Optional<Boolean> wanted =
        ((Constant) constant.expression()).value() instanceof Bool bool
            ? Optional.of(bool.truth())
            : Optional.empty();
    Expression outcome = new Outcome(condition.expression(), wanted);
    return operator == Operator.EQ ? outcome : new Negation(outcome);
  }

  /** A string beside an enumeration is the name of a member (URL Conventions 5.1.1.14.2). */
  private static Optional<Typed> memberOf(Typed enumeration, Typed text) {
    if (enumeration.kind() != Kind.ENUMERATION
        || text.kind() != Kind.TEXT
        || !(text.expression() instanceof Constant constant)) {
      return Optional.empty();
    }
    EnumerationType type = enumeration.enumeration().orElseThrow();
    String name = ((Text) constant.value()).text();
    return Optional.of(
        new Typed(
            new Constant(Literals.member(type, name, text.source(), text.begin())),
            Kind.ENUMERATION,
            Optional.of(type),
            text.source(),
            text.begin(),
            text.end()));
  }

  private static void requireComparable(Typed left, Typed right) {
    if (left.isNull() || right.isNull()) {
      return;
    }
    if (left.kind() == right.kind()
        && (left.kind() == Kind.COMPLEX || left.kind() == Kind.COLLECTION)) {
      throw left.source().unsupported(left.begin(), "a comparison of two values with structure");
    }
    boolean comparable =
        left.kind() == right.kind() && left.enumeration().equals(right.enumeration());
    if (!comparable) {
      // What was expected of the constant follows from the other, so that its place is the one.
      Typed constant = right.isConstant() || !left.isConstant() ? right : left;
      throw constant
          .source()
          .wrong(
              constant.begin(),
              "%s is %s and cannot be compared with %s, which is %s"
                  .formatted(left.shown(), left.kind(), right.shown(), right.kind()));
    }
  }

  /**
   * Whether a value is one of several constants (URL Conventions 5.1.1.1.12).
   *
   * @throws dev.switchboard.error.ApiException 400 if one of them is of another type, 501 if none
   *     can be of its type
   */
  static Typed in(Typed left, List<Typed> items) {
    if (!WITH_IN.contains(left.kind())) {
      throw left.source()
          .unsupported(left.begin(), "in behind anything but strings, numbers and enumerations");
    }
    List<Constant> constants = new ArrayList<>();
    for (Typed item : items) {
      Typed fitting = memberOf(left, item).orElse(item);
      requireComparable(left, fitting);
      constants.add((Constant) fitting.expression());
    }
    return new Typed(
        left.isConstant() ? among(left, constants) : new Membership(left.expression(), constants),
        Kind.CONDITION,
        Optional.empty(),
        left.source(),
        left.begin(),
        left.end());
  }

  private static Constant among(Typed left, List<Constant> constants) {
    return new Constant(
        new Bool(
            constants.stream()
                .anyMatch(item -> Constants.compare(Operator.EQ, left.expression(), item))));
  }
}
