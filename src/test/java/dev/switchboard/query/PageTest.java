package dev.switchboard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of rows in memory, in the order of their ids. */
class PageTest {

  private static final PageTokens TOKENS = new PageTokens(() -> new byte[] {1});
  private static final int MOST_TEXT = ListQuery.Size.USUAL.text();

  /** Understands no condition but that a row stands behind an id. */
  private static class InMemory implements Rows<UUID> {

    private final List<UUID> ids;
    private final List<Integer> read = new ArrayList<>();

    InMemory(int many) {
      ids = new ArrayList<>(IntStream.range(0, many).mapToObj(i -> new UUID(7, i)).toList());
    }

    void remove(UUID id) {
      ids.remove(id);
    }

    @Override
    public List<Object[]> places(
        Condition condition, List<String> keys, String order, int skip, int most) {
      UUID after = (UUID) condition.parameters().get("after");
      return ids.stream()
          .filter(id -> after == null || id.compareTo(after) > 0)
          .skip(skip)
          .limit(most)
          .map(id -> new Object[] {id})
          .toList();
    }

    @Override
    public List<UUID> of(Collection<UUID> wanted) {
      read.add(wanted.size());
      // In no order.
      return ids.stream().filter(wanted::contains).sorted((a, b) -> b.compareTo(a)).toList();
    }

    @Override
    public long count(Condition condition) {
      return ids.size();
    }
  }

  private static ListQuery query(String owner, Map<String, String> options) {
    return ListQuery.of(
        QueryOptions.of(
            options.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))),
            ListQuery.OPTIONS),
        new ListQuery.Collection(Model.COLUMNS, Model.SCHEMA, Optional.empty(), owner),
        TOKENS,
        ListQuery.Size.USUAL);
  }

  private static Page<UUID> page(InMemory rows, Map<String, String> options) {
    return page(rows, options, row -> 0);
  }

  private static Page<UUID> page(
      InMemory rows, Map<String, String> options, ToIntFunction<UUID> text) {
    return Page.of(query("owner", options), rows, Function.identity(), text, Function.identity());
  }

  /** All pages, by the tokens of each. */
  private static List<Page<UUID>> walk(
      InMemory rows, Map<String, String> options, ToIntFunction<UUID> text) {
    List<Page<UUID>> pages = new ArrayList<>();
    Map<String, String> next = options;
    do {
      Page<UUID> page = page(rows, next, text);
      pages.add(page);
      next = page.next() == null ? null : with(options, "$skiptoken", page.next());
    } while (next != null);
    return pages;
  }

  private static Map<String, String> with(Map<String, String> options, String name, String value) {
    Map<String, String> more = new java.util.HashMap<>(options);
    more.put(name, value);
    return more;
  }

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {0, 1, 99, 100})
  void lastPageHasNoNext(int rows) {
    Page<UUID> page = page(new InMemory(rows), Map.of());

    assertThat(page.items()).hasSize(rows);
    assertThat(page.next()).isNull();
  }

  @ParameterizedTest(name = "{0} rows, $top={1}, $skip={2}")
  @CsvSource({
    "250, 1000, 0",
    "250, 230, 0",
    "250, 230, 7",
    "250, 200, 100",
    "250, 100, 0",
    "250, 5, 248",
    "250, 0, 0",
    "0, 10, 0"
  })
  void pagesTogetherAreWhatWasAskedFor(int many, int top, int skip) {
    InMemory rows = new InMemory(many);

    List<Page<UUID>> pages =
        walk(
            rows, Map.of("$top", Integer.toString(top), "$skip", Integer.toString(skip)), row -> 0);

    assertThat(pages)
        .flatExtracting(Page::items)
        .containsExactlyElementsOf(rows.ids.stream().skip(skip).limit(top).toList());
    assertThat(pages).allSatisfy(page -> assertThat(page.items()).hasSizeLessThanOrEqualTo(100));
    assertThat(pages.size())
        .isEqualTo(Math.max(1, (pages.stream().mapToInt(p -> p.items().size()).sum() + 99) / 100));
  }

  @Test
  void countStandsOnTheFirstPageAlone() {
    List<Page<UUID>> pages =
        walk(new InMemory(250), Map.of("$count", "true", "$skip", "3"), row -> 0);

    assertThat(pages)
        .extracting(Page::count)
        .containsExactly(OptionalLong.of(250), OptionalLong.empty(), OptionalLong.empty());
  }

  @Test
  void rowsThatComeAndGoMoveNoOthers() {
    InMemory rows = new InMemory(250);
    Page<UUID> first = page(rows, Map.of());
    rows.ids.removeAll(Set.of(new UUID(7, 3), new UUID(7, 99), new UUID(7, 100)));
    rows.ids.add(0, new UUID(1, 1));

    Page<UUID> second = page(rows, Map.of("$skiptoken", first.next()));

    assertThat(first.items()).last().isEqualTo(new UUID(7, 99));
    assertThat(second.items()).startsWith(new UUID(7, 101)).hasSize(100);
  }

  @Test
  void rowThatGoesWhileAPageIsReadIsLeftOut() {
    InMemory rows =
        new InMemory(150) {
          @Override
          public List<UUID> of(Collection<UUID> wanted) {
            this.remove(new UUID(7, 55));
            return super.of(wanted);
          }
        };

    List<Page<UUID>> pages = walk(rows, Map.of(), row -> 0);

    assertThat(pages).flatExtracting(Page::items).containsExactlyElementsOf(rows.ids);
  }

  @Test
  void largeRowsMakeASmallPageWithoutLosingAny() {
    int[] texts = {1, MOST_TEXT - 1, 1, 2 * MOST_TEXT, MOST_TEXT, 0, 0, 1};
    InMemory rows = new InMemory(texts.length);

    List<Page<UUID>> pages =
        walk(rows, Map.of(), row -> texts[(int) row.getLeastSignificantBits()]);

    assertThat(pages).extracting(page -> page.items().size()).containsExactly(2, 1, 1, 3, 1);
    assertThat(pages).flatExtracting(Page::items).containsExactlyElementsOf(rows.ids);
  }

  @Test
  void rowsAreReadAFewAtATime() {
    InMemory rows = new InMemory(100);

    Page<UUID> unused = page(rows, Map.of(), row -> MOST_TEXT / 15);

    assertThat(rows.read).containsExactly(10, 10);
  }

  @Test
  void tokenHoldsForItsOwnListOnly() {
    Map<String, String> options = Map.of("$filter", "status eq 'Running'", "$orderby", "id");
    String token = TOKENS.seal("x", "y"); // of no list at all
    String next =
        Page.of(
                query("owner", Map.of("$filter", "status eq 'Running'")),
                new InMemory(101),
                Function.identity(),
                row -> 0,
                Function.identity())
            .next();

    assertThat(query("owner", Map.of("$filter", "status eq 'Running'", "$skiptoken", next)))
        .isNotNull();
    for (Map<String, String> others :
        List.of(
            Map.of("$skiptoken", token),
            Map.of("$skiptoken", next),
            with(options, "$skiptoken", next),
            Map.of("$filter", "status eq 'Failed'", "$skiptoken", next))) {
      assertThatThrownBy(() -> query("owner", others))
          .isInstanceOfSatisfying(
              ApiException.class, e -> assertThat(e.target()).isEqualTo("$skiptoken"));
    }
    assertThatThrownBy(
            () ->
                query(
                    "another owner", Map.of("$filter", "status eq 'Running'", "$skiptoken", next)))
        .isInstanceOf(ApiException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "$top, -1",
    "$top, 1.5",
    "$top, 2147483648",
    "$top, 99999999999999999999",
    "$top, ''",
    "$skip, -1",
    "$skip, x",
    "$count, yes",
    "$count, TRUE"
  })
  void wrongNumberIsRefused(String option, String value) {
    assertThatThrownBy(() -> query("owner", Map.of(option, value)))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.target()).isEqualTo(option));
  }
}
