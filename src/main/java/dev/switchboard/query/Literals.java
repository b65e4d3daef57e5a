package dev.switchboard.query;

import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.Schema;
import dev.switchboard.json.ClientText;
import dev.switchboard.query.Expression.Bool;
import dev.switchboard.query.Expression.Constant;
import dev.switchboard.query.Expression.Kind;
import dev.switchboard.query.Expression.Member;
import dev.switchboard.query.Expression.Null;
import dev.switchboard.query.Expression.Numeral;
import dev.switchboard.query.Expression.Text;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads constants (OData 4.01 URL Conventions 5.1.1.14): strings, numbers, Booleans, null and
 * members of enumerations.
 */
final class Literals {

  private final Source source;
  private final Schema schema;

  Literals(Source source, Schema schema) {
    this.source = source;
    this.schema = schema;
  }

  /**
   * A constant that does not begin with a name.
   *
   * @throws dev.switchboard.error.ApiException 400 if it is of a type that nothing here is of
   */
  Optional<Typed> unnamed() {
    int begin = source.at();
    Optional<String> text = source.string();
    if (text.isPresent()) {
      return Optional.of(constant(new Text(text.get()), Kind.TEXT, begin));
    }
    Optional<BigDecimal> number = source.number();
    if (number.isPresent()) {
      return Optional.of(constant(new Numeral(number.get()), Kind.NUMBER, begin));
    }
    Optional<String> other = source.otherLiteral();
    if (other.isPresent()) {
      throw source.wrong(
          begin,
          "there is nothing here that %s could be compared with"
              .formatted(ClientText.shown(other.get())));
    }
    return Optional.empty();
  }

  /**
   * A constant that is a name.
   *
   * @param name in lower case; it has been read
   */
  Optional<Typed> named(String name, int begin) {
    return switch (name) {
      case "null" -> Optional.of(constant(new Null(), Kind.NULL, begin));
      case "true", "false" ->
          Optional.of(constant(new Bool(name.equals("true")), Kind.CONDITION, begin));
      default -> Optional.empty();
    };
  }

  /**
   * A member of an enumeration in quotes, the name of whose type has been read.
   *
   * @throws dev.switchboard.error.ApiException 400 if there is no such type or member
   */
  Typed ofType(String name, int begin) {
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

  /**
   * The member of an enumeration that has a name.
   *
   * @param place the text that the name stands in, and where
   * @throws dev.switchboard.error.ApiException 400 if there is none
   */
  static Member member(EnumerationType type, String name, Source place, int begin) {
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
    return Typed.read(new Constant(value), kind, source, begin);
  }
}
