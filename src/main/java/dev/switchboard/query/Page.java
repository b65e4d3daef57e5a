package dev.switchboard.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * One page of a list (server-driven paging, OData 4.01 Protocol 11.2.6.7).
 *
 * @param items at most as many as asked for, and fewer if they are large
 * @param count how many there are on all pages, if that was asked for
 * @param next the {@code $skiptoken} of the next page, or null on the last
 */
public record Page<T>(List<T> items, OptionalLong count, String next) {

  /**
   * Rows to read from the database at a time: so few that it does not matter how large they are,
   * for many clients may list at once.
   */
  public static final int PORTION = 10;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Makes the page that a query asks for.
   *
   * @param id of a row
   * @param text the characters of text in a row
   * @param view what is shown of a row
   */
  public static <R, T> Page<T> of(
      ListQuery query,
      Rows<R> rows,
      Function<R, UUID> id,
      ToIntFunction<R> text,
      Function<R, T> view) {
    OptionalLong count =
        query.isCounted() ? OptionalLong.of(rows.count(query.condition())) : OptionalLong.empty();
    int limit = query.limit();
    if (limit == 0) {
      return new Page<>(List.of(), count, null);
    }
    // One more than wanted tells whether there is a next page.
    List<Object[]> places = query.places(rows, limit + 1);
    List<T> items = new ArrayList<>();
    int taken = 0;
    for (int begin = 0; begin < Math.min(limit, places.size()); begin += PORTION) {
      List<Object[]> portion =
          places.subList(begin, Math.min(begin + PORTION, Math.min(limit, places.size())));
      Map<UUID, R> read =
          rows.of(portion.stream().map(place -> (UUID) place[0]).toList()).stream()
              .collect(Collectors.toMap(id, Function.identity()));
      for (int i = 0; i < portion.size(); i++) {
        R row = read.get((UUID) portion.get(i)[0]);
        if (row == null) {
          // Deleted a moment ago.
          continue;
        }
        taken += text.applyAsInt(row);
        if (taken > query.mostText() && !items.isEmpty()) {
          return new Page<>(items, count, query.next(places.get(begin + i - 1), items.size()));
        }
        items.add(view.apply(row));
      }
    }
    String next = places.size() > limit ? query.next(places.get(limit - 1), items.size()) : null;
    return new Page<>(items, count, next);
  }
}
