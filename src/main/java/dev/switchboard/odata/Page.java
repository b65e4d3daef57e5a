package dev.switchboard.odata;

import dev.switchboard.error.ApiException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * One page of a list in the order of its ids (server-driven paging, OData 4.01 Protocol 11.2.6.7).
 * The next page starts after the last id of this one, so it stays right while rows come and go.
 *
 * @param items at most {@value #SIZE}
 * @param next where the next page starts, or null on the last
 */
public record Page<T>(List<T> items, String next) {

  /** Items of a full page. */
  public static final int SIZE = 100;

  /** The id after which the first page starts: before every id there is. */
  static final UUID BEFORE_ALL = new UUID(0, 0);

  /** Rows to ask the database for: one more than a page, to see whether there is another. */
  public static final int FETCH = SIZE + 1;

  /** Makes a page of up to {@value #FETCH} rows. */
  public static <R, T> Page<T> of(List<R> rows, Function<R, UUID> id, Function<R, T> view) {
    boolean more = rows.size() > SIZE;
    List<R> shown = more ? rows.subList(0, SIZE) : rows;
    return new Page<>(
        shown.stream().map(view).toList(), more ? token(id.apply(shown.get(SIZE - 1))) : null);
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
