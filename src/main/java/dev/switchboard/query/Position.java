package dev.switchboard.query;

import dev.switchboard.query.Expression.Comparison;
import dev.switchboard.query.Expression.Constant;
import dev.switchboard.query.Expression.Operator;
import dev.switchboard.query.Expression.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A place in an order: right behind one entity, whether or not that still exists. So a page begins
 * where the last one ended while rows come and go, and to find it costs the same on every page.
 *
 * @param values of the keys of the order, for that entity
 * @param id its id
 */
record Position(List<Value> values, UUID id) {

  private static final String ID = "after";
  private static final String PREFIX = "k";

  Position {
    values = List.copyOf(values);
  }

  /** What the entities behind this place fulfil. */
  Condition behind(Ordering ordering, Columns columns) {
    Map<String, Object> parameters = new HashMap<>(Map.of(ID, id));
    String condition = "e.id > :" + ID;
    for (int i = ordering.keys().size() - 1; i >= 0; i--) {
      Ordering.Key key = ordering.keys().get(i);
      Constant value = new Constant(values.get(i));
      Condition equal = translated(compared(key, Operator.EQ, value), columns, "e" + i);
      Condition later = translated(later(key, value), columns, PREFIX + i);
      parameters.putAll(equal.parameters());
      parameters.putAll(later.parameters());
      condition = "(%s) OR ((%s) AND (%s))".formatted(later.jpql(), equal.jpql(), condition);
    }
    return new Condition(condition, parameters);
  }

  /** Null is before every value in ascending order, and behind every value in descending order. */
  private static Expression later(Ordering.Key key, Constant value) {
    boolean isNull = value.equals(Constants.NULL);
    if (!key.descending()) {
      return isNull ? compared(key, Operator.NE, value) : compared(key, Operator.GT, value);
    }
    return isNull
        ? new Constant(new Expression.Bool(false))
        : new Expression.Disjunction(
            compared(key, Operator.LT, value), compared(key, Operator.EQ, Constants.NULL));
  }

  private static Comparison compared(Ordering.Key key, Operator operator, Constant value) {
    return new Comparison(operator, key.path(), value);
  }

  private static Condition translated(Expression expression, Columns columns, String prefix) {
    return new Translation(QueryOptions.ORDERBY, columns, prefix + "_").of(expression);
  }
}
