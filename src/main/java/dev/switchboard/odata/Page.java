package dev.switchboard.odata;

import dev.switchboard.error.ApiException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * One page of a list in the order of its ids (server-driven paging, OData 4.01 Protocol 11.2.6.7).
 * The next page starts after the last id of this one, so it stays right while rows come and go.
 *
 * @param items at most {@value #SIZE}, and fewer if they are large
 * @param next where the next page starts, or null on the last
 */
public record Page<T>(List<T> items, String next) {

  /** Items of a full page. */
  public static final int SIZE = 100;

  /** Characters of text in the rows of a page, unless one row alone has more. */
  static final int MOST_TEXT = 128 * 1024;

  /** The id after which the first page starts: before every id there is. */
  static final UUID BEFORE_ALL = new UUID(0, 0);

  /**
   * Rows to ask the database for at a time: so few that it does not matter how large they are, for
   * many clients may list at once.
   */
  public static final int PORTION = 10;

  /**
   * Rows in the order of their ids.
   *
   * @param <R> a row
   */
  @FunctionalInterface
  public interface Rows<R> {

    /** The first rows after an id, at most so many. */
    List<R> after(UUID id, int most);
  }

  /**
   * Makes a page.
   *
   * @param after the id after which it starts
   * @param id of a row
   * @param text the characters of text in a row
   * @param view what is shown of a row
   */
  public static <R, T> Page<T> of(
      Rows<R> rows, UUID after, Function<R, UUID> id, ToIntFunction<R> text, Function<R, T> view) {
    List<T> items = new ArrayList<>();
    UUID last = after;
    int taken = 0;
    while (true) {
      List<R> portion = rows.after(last, PORTION);
      for (R row : portion) {
        taken += text.applyAsInt(row);
        if (items.size() == SIZE || (taken > MOST_TEXT && !items.isEmpty())) {
          return new Page<>(items, token(last));
        }
        items.add(view.apply(row));
        last = id.apply(row);
      }
      if (portion.size() < PORTION) {
        return new Page<>(items, null);
      }
    }
  }

  /**
   * The id after which a page starts.
   *
   * @throws ApiException 400 if the token is none of ours
   */
  static UUID after(String token) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      if (bytes.remaining() == 2 * Long.BYTES) {
        return new UUID(bytes.getLong(), bytes.getLong());
      }
    } catch (IllegalArgumentException e) {
      // Said below, in the same words as for a token of another length.
    }
    throw ApiException.badRequest(
        QueryOptions.SKIP_TOKEN, "$skiptoken must be taken from an @odata.nextLink.");
  }

  private static String token(UUID id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
  }
}
