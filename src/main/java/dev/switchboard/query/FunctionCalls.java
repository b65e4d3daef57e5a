package dev.switchboard.query;

import dev.switchboard.edm.StructuredType;
import dev.switchboard.error.ApiException;
import dev.switchboard.json.ClientText;
import dev.switchboard.query.Expression.Call;
import dev.switchboard.query.Expression.Function;
import dev.switchboard.query.Expression.IsOf;
import dev.switchboard.query.Expression.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads calls of functions (OData 4.01 URL Conventions 5.1.1.5 and following); those of constants
 * are evaluated at once.
 */
final class FunctionCalls {

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
  private final MemberPaths members;
  private final Supplier<Typed> argument;

  /**
   * @param argument reads an expression at the place that has been read to
   */
  FunctionCalls(Source source, MemberPaths members, Supplier<Typed> argument) {
    this.source = source;
    this.members = members;
    this.argument = argument;
  }

  /**
   * The call of a function whose name and opening parenthesis have been read.
   *
   * @throws ApiException 400 if there is no such function or its arguments do not fit, 501 if it is
   *     not supported
   */
  Typed of(String name, int begin) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals("isof")
        ? typeTest(begin)
        : call(
            Arrays.stream(Function.values())
                .filter(function -> function.name().toLowerCase(Locale.ROOT).equals(lower))
                .findFirst()
                .orElseThrow(() -> noFunction(name, lower, begin)),
            begin);
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
      Typed given = argument.get();
      if (given.kind() != parameter && !given.isNull()) {
        throw source.wrong(
            given.begin(),
            "%s takes %s, and %s is %s".formatted(name, parameter, given.shown(), given.kind()));
      }
      constant &= given.isConstant();
      arguments.add(given.expression());
    }
    source.skipBlanks();
    source.require(")");
    if (arguments.contains(Constants.NULL)) {
      // A function of null is null (URL Conventions 5.1.1.5).
      return Typed.read(Constants.NULL, Kind.NULL, source, begin);
    }
    Expression call =
        constant ? Constants.evaluate(function, arguments) : new Call(function, arguments);
    return Typed.read(call, function.result(), source, begin);
  }

  /** {@code isof} of the entity itself; Graph's own documentation quotes the name of the type. */
  private Typed typeTest(int begin) {
    source.skipBlanks();
    int named = source.at();
    String name = source.string().or(source::name).orElseThrow(source::unexpected);
    if (name.equals("$it")) {
      source.skipBlanks();
      source.require(",");
      source.skipBlanks();
      named = source.at();
      name = source.string().or(source::name).orElseThrow(source::unexpected);
    }
    source.skipBlanks();
    if (source.follows(",") || source.follows("/")) {
      throw source.unsupported(named, "isof of a member");
    }
    source.require(")");
    StructuredType type = members.entityType(name, named);
    return Typed.read(new IsOf(type), Kind.CONDITION, source, begin);
  }
}
