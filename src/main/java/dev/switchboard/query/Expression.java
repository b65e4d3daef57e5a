package dev.switchboard.query;

import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.StructuredType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A typed expression of {@code $filter} (OData 4.01 URL Conventions 5.1.1). What does not fit
 * together by its type never becomes one.
 */
public sealed interface Expression {

  /** A constant; {@code value} says which. */
  record Constant(Value value) implements Expression {}

  /** The value of a constant. */
  sealed interface Value {}

  /** The value {@code null}, which fits every type. */
  record Null() implements Value {}

  /** A string. */
  record Text(String text) implements Value {}

  /** A number of any numeric type. */
  record Numeral(BigDecimal number) implements Value {}

  /** A Boolean. */
  record Bool(boolean truth) implements Value {}

  /** A member of an enumeration type. */
  record Member(EnumerationType type, EnumerationType.Member member) implements Value {}

  /**
   * A property of the entity.
   *
   * @param path names of properties from the entity on, without casts
   * @param property the last one
   */
  record Path(List<String> path, Property property) implements Expression {

    public Path {
      path = List.copyOf(path);
    }

    /** The names with slashes between them. */
    public String name() {
      return String.join("/", path);
    }
  }

  /** A comparison of two values, neither of which is a condition. */
  record Comparison(Operator operator, Expression left, Expression right) implements Expression {}

  /** Whether a value is one of several constants. */
  record Membership(Expression left, List<Constant> items) implements Expression {

    public Membership {
      items = List.copyOf(items);
    }
  }

  /** {@code not}. */
  record Negation(Expression condition) implements Expression {}

  /** {@code and}. */
  record Conjunction(Expression left, Expression right) implements Expression {}

  /** {@code or}. */
  record Disjunction(Expression left, Expression right) implements Expression {}

  /** Whether a condition has a certain outcome, which may be that it has none ({@code null}). */
  record Outcome(Expression condition, Optional<Boolean> wanted) implements Expression {}

  /** A function of strings. */
  record Call(Function function, List<Expression> arguments) implements Expression {

    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** Whether the entity is of a type. */
  record IsOf(StructuredType type) implements Expression {}

  /** How two values are compared. */
  enum Operator {
    EQ,
    NE,
    GT,
    GE,
    LT,
    LE;

    /** The operator that says the same of the values in the other order. */
    Operator swapped() {
      return switch (this) {
        case EQ, NE -> this;
        case GT -> LT;
        case GE -> LE;
        case LT -> GT;
        case LE -> GE;
      };
    }

    /** Whether it holds, by what {@link Comparable#compareTo} says of the two values. */
    boolean holds(int comparison) {
      return switch (this) {
        case EQ -> comparison == 0;
        case NE -> comparison != 0;
        case GT -> comparison > 0;
        case GE -> comparison >= 0;
        case LT -> comparison < 0;
        case LE -> comparison <= 0;
      };
    }
  }

  /** The functions of strings (OData 4.01 URL Conventions 5.1.1.5 and 5.1.1.7). */
  enum Function {
    CONTAINS(Kind.CONDITION, Kind.TEXT, Kind.TEXT),
    STARTSWITH(Kind.CONDITION, Kind.TEXT, Kind.TEXT),
    ENDSWITH(Kind.CONDITION, Kind.TEXT, Kind.TEXT),
    LENGTH(Kind.NUMBER, Kind.TEXT),
    INDEXOF(Kind.NUMBER, Kind.TEXT, Kind.TEXT),
    TOLOWER(Kind.TEXT, Kind.TEXT),
    TOUPPER(Kind.TEXT, Kind.TEXT),
    TRIM(Kind.TEXT, Kind.TEXT),
    CONCAT(Kind.TEXT, Kind.TEXT, Kind.TEXT);

    private final Kind result;
    private final List<Kind> parameters;

    Function(Kind result, Kind... parameters) {
      this.result = result;
      this.parameters = List.of(parameters);
    }

    Kind result() {
      return result;
    }

    List<Kind> parameters() {
      return parameters;
    }
  }

  /** What kind of thing an expression is: only those of one kind are compared with each other. */
  enum Kind {
    CONDITION("a condition"),
    TEXT("a string"),
    NUMBER("a number"),
    ENUMERATION("an enumeration"),
    COMPLEX("a complex value"),
    COLLECTION("a collection"),
    NULL("null");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    @Override
    public String toString() {
      return shown;
    }
  }
}
