package dev.switchboard.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
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
    List<UUID> rows = Collections.nCopies(101, UUID.fromString(id));

    String token = Page.of(rows, Function.identity(), UUID::toString).next();

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

  private static Page<String> page(int rows) {
    return Page.of(
        IntStream.range(0, rows).mapToObj(i -> new UUID(7, i)).toList(),
        Function.identity(),
        UUID::toString);
  }
}
