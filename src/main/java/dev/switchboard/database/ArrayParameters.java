package dev.switchboard.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Parameters of a statement of PostgreSQL that does the same for several things: each is an array
 * with a value of every one of them, in their order, and null where there is none.
 *
 * @param <T> the things
 */
public final class ArrayParameters<T> {

  private final PreparedStatement statement;
  private final List<T> things;
  private int next;

  /**
   * Begins at a parameter.
   *
   * @param first the number of the first one
   */
  public ArrayParameters(PreparedStatement statement, int first, List<T> things) {
    this.statement = statement;
    this.next = first;
    this.things = things;
  }

  /** The next one is texts. */
  public ArrayParameters<T> texts(Function<T, String> value) throws SQLException {
    return set("text", value, String[]::new);
  }

  /** The next one is ids. */
  public ArrayParameters<T> uuids(Function<T, UUID> value) throws SQLException {
    return set("uuid", value, UUID[]::new);
  }

  /** The next one is 32-bit numbers. */
  public ArrayParameters<T> integers(Function<T, Integer> value) throws SQLException {
    return set("int4", value, Integer[]::new);
  }

  /** The next one is 64-bit numbers. */
  public ArrayParameters<T> longs(Function<T, Long> value) throws SQLException {
    return set("int8", value, Long[]::new);
  }

  /** The next one is truth values. */
  public ArrayParameters<T> booleans(Function<T, Boolean> value) throws SQLException {
    return set("bool", value, Boolean[]::new);
  }

  private <V> ArrayParameters<T> set(String type, Function<T, V> value, IntFunction<V[]> array)
      throws SQLException {
    statement.setArray(
        next++,
        statement.getConnection().createArrayOf(type, things.stream().map(value).toArray(array)));
    return this;
  }

  /** The number of the parameter behind them. */
  public int next() {
    return next;
  }
}
