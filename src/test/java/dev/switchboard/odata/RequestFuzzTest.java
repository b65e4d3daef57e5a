package dev.switchboard.odata;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.switchboard.error.ApiException;
import dev.switchboard.fuzz.SoundRefusal;
import dev.switchboard.query.Condition;
import dev.switchboard.query.Queries;
import dev.switchboard.query.QueryOptions;
import dev.switchboard.query.Select;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Any text as the path, the query or a header of a request. */
class RequestFuzzTest {

  private static final String ETAG = "W/\"1\"";

  /** The first byte, a letter in the corpus, chooses what the others are. */
  @FuzzTest
  void textIsUnderstoodOrRefused(byte[] data) {
    if (data.length == 0) {
      return;
    }
    String text = new String(Arrays.copyOfRange(data, 1, data.length), StandardCharsets.UTF_8);
    try {
      switch (data[0] & 15) {
        case 0 -> path("/v1.0/" + text);
        case 1 -> query(text);
        case 2 -> precondition(List.of(text), null);
        case 3 -> precondition(null, Arrays.asList(text.split("\n", -1)));
        case 4 -> format(text);
        case 5 -> select(text);
        case 6 -> filter(text);
        case 7 -> assertThat(Queries.order(text)).startsWith("ORDER BY ");
        case 8 -> filterOf(Queries.search(text));
        default -> ServiceRoot.isServicePath(text);
      }
    } catch (ApiException refusal) {
      SoundRefusal.check(refusal);
    }
  }

  private static void path(String path) {
    String canonical = ODataPathFilter.canonicalPath(path);

    assertThat(canonical).startsWith("/v1.0/");
    assertThat(ServiceRoot.isServicePath(canonical)).isTrue();
    assertThat(slashes(canonical))
        .as("a key makes one more segment at most")
        .isBetween(slashes(path), 2 * slashes(path));
  }

  private static void format(String text) {
    for (ResponseFormat format : List.of(ResponseFormat.JSON, ResponseFormat.XML)) {
      assertThat(format.quality(List.of(text))).isBetween(0.0, 1.0);
      assertThat(format.isMeantBy(text) && format.isMeantBy("*/*")).isFalse();
    }
  }

  private static int slashes(String path) {
    return path.length() - path.replace("/", "").length();
  }

  private static void query(String query) {
    assertThat(QueryOptions.rawWithout(QueryOptions.SKIP_TOKEN, query))
        .doesNotContain("$skiptoken", "skiptoken=a", "%24skiptoken=a", "SkipToken")
        .isSubsetOf(query.split("&", -1));
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    for (String parameter : query.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      parameters.add(parts[0], parts.length == 2 ? parts[1] : "");
    }
    QueryOptions options =
        QueryOptions.of(parameters, Set.of(QueryOptions.SELECT, QueryOptions.SKIP_TOKEN));
    options.value(QueryOptions.SELECT).ifPresent(RequestFuzzTest::select);
    options.value(QueryOptions.SKIP_TOKEN).ifPresent(Queries::open);
  }

  private static void precondition(List<String> ifMatch, List<String> ifNoneMatch) {
    Precondition precondition = Precondition.of(ifMatch, ifNoneMatch);
    precondition.notModified(ETAG);
    precondition.requireFor(ETAG);
  }

  private static void filter(String text) {
    filterOf(Queries.filter(text));
  }

  /** Nothing of a text that could be more than a value stands in a condition. */
  private static void filterOf(Condition condition) {
    assertThat(condition.jpql()).doesNotContainPattern("[\\p{Cntrl};\"\\\\]|--|'[^!]");
  }

  private static void select(String value) {
    Select select = Queries.select(value);

    assertThat(select.context()).doesNotContainPattern("\\p{Cntrl}");
    assertThat(select == Select.ALL || !select.includes("\0")).isTrue();
  }
}
