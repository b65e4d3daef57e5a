package dev.switchboard.query;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Rows of one kind that a caller may see.
 *
 * @param <R> a row
 */
public interface Rows<R> {

  /**
   * The ids of the first rows in an order.
   *
   * @param condition what they fulfil
   * @param keys paths of JPQL whose values are wanted, too
   * @param order an {@code ORDER BY} clause
   * @param skip how many are passed over before the first
   * @param most how many are wanted
   * @return for each row its id, and behind it the values
   */
  List<Object[]> places(Condition condition, List<String> keys, String order, int skip, int most);

  /** The rows with these ids, those that still exist, in no order. */
  List<R> of(Collection<UUID> ids);

  /** How many rows fulfil a condition. */
  long count(Condition condition);
}
