package dev.switchboard.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {0, 1, 99, 100})
  void lastPageHasNoNext(int rows) {
    Page<String> page = page(rows);

    assertThat(page.items()).hasSize(rows);
    assertThat(page.next()).isNull();
  }

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {101})
  void fullPageStartsTheNextAfterItsLastItem(int rows) {
    Page<String> page = page(rows);

    assertThat(page.items()).hasSize(100);
    assertThat(Page.after(page.next()).toString()).isEqualTo(page.items().get(99));
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "80000000-0000-0000-7fff-ffffffffffff",
        "01a209de-2972-7100-a7ea-f47dc882decc"
      })
  void tokenOfEveryIdCanBeReadBack(String id) {
    UUID row = UUID.fromString(id);

    String token =
        Page.of(
                (after, most) -> Collections.nCopies(most, row),
                Page.BEFORE_ALL,
                Function.identity(),
                any -> 0,
                UUID::toString)
            .next();

    assertThat(Page.after(token)).hasToString(id);
    assertThat(token).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "100",
        "AAAA",
        "AAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAA+",
        "01a209de-2972-7100-a7ea-f47dc882decc",
        "AAAAAAAAAAAAAAAAAAAAA\u00E9"
      })
  void tokenOfAnotherIsRefused(String token) {
    assertThatThrownBy(() -> Page.after(token))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
              assertThat(e.target()).isEqualTo("$skiptoken");
            });
  }

  @Test
  void largeRowsMakeASmallPageWithoutLosingAny() {
    int[] texts = {1, Page.MOST_TEXT - 1, 1, 2 * Page.MOST_TEXT, Page.MOST_TEXT, 0, 0, 1};

    List<Page<String>> pages = new ArrayList<>();
    UUID after = Page.BEFORE_ALL;
    do {
      pages.add(page(rows(texts.length), after, row -> texts[(int) row.getLeastSignificantBits()]));
      after =
          pages.get(pages.size() - 1).next() == null
              ? null
              : Page.after(pages.get(pages.size() - 1).next());
    } while (after != null);

    assertThat(pages).extracting(page -> page.items().size()).containsExactly(2, 1, 1, 3, 1);
    assertThat(pages)
        .flatExtracting(Page::items)
        .containsExactlyElementsOf(rows(texts.length).stream().map(UUID::toString).toList());
  }

  @Test
  void rowsAreAskedForAFewAtATime() {
    List<Integer> asked = new ArrayList<>();
    Page.of(
        (after, most) -> {
          asked.add(most);
          return Collections.nCopies(most, UUID.randomUUID());
        },
        Page.BEFORE_ALL,
        Function.identity(),
        row -> Page.MOST_TEXT / 15,
        UUID::toString);

    assertThat(asked).containsExactly(10, 10);
  }

  private static Page<String> page(int rows) {
    return page(rows(rows), Page.BEFORE_ALL, row -> 0);
  }

  private static List<UUID> rows(int many) {
    return IntStream.range(0, many).mapToObj(i -> new UUID(7, i)).toList();
  }

  private static Page<String> page(List<UUID> rows, UUID start, ToIntFunction<UUID> text) {
    return Page.of(
        (after, most) -> rows.stream().filter(id -> id.compareTo(after) > 0).limit(most).toList(),
        start,
        Function.identity(),
        text,
        UUID::toString);
  }
}
