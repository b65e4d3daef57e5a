package dev.switchboard.query;

import dev.switchboard.query.Expression.Path;
import java.util.List;

/**
 * What entities are ordered by (OData 4.01 URL Conventions 5.1.4): after all keys by their ids, so
 * that no two have the same place.
 *
 * @param keys the most significant first; empty for the order of creation, which is that of the ids
 */
public record Ordering(List<Key> keys) {

  /** By id alone. */
  static final Ordering BY_ID = new Ordering(List.of());

  /**
   * One key; null comes before every value, descending after it.
   *
   * @param path the member
   */
  public record Key(Path path, boolean descending) {}

  public Ordering {
    keys = List.copyOf(keys);
  }
}
