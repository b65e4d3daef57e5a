package dev.switchboard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryOptionsTest {

  private static final Set<String> SUPPORTED = Set.of(QueryOptions.SELECT, QueryOptions.SKIP_TOKEN);

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"$select", "select", "$SELECT", "Select"})
  void supportedOptionIsReadInEverySpelling(String name) {
    assertThat(read(name, "id").value(QueryOptions.SELECT)).contains("id");
  }

  @Test
  void absentOptionHasNoValue() {
    assertThat(read("x", "1").value(QueryOptions.SELECT)).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "$top, $top",
    "top, $top",
    "TOP, $top",
    "$filter, $filter",
    "$count, $count",
    "count, $count",
    "$orderby, $orderby",
    "$search, $search",
    "$expand, $expand",
    "$skip, $skip",
    "$format, $format",
    "$apply, $apply",
    "$compute, $compute",
    "$deltatoken, $deltatoken",
    "$unheardOf, $unheardof",
    "$, $",
    "@alias, @alias"
  })
  void unsupportedOptionIsNotImplemented(String name, String target) {
    assertRefused(parameters(name, "1"), ErrorCode.NOT_IMPLEMENTED, target);
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"x", "api-version", "filters", "xselect", ""})
  void customOptionMeansNothing(String name) {
    assertThat(read(name, "1").value(QueryOptions.SELECT)).isEmpty();
  }

  @Test
  void optionMustStandOnce() {
    assertRefused(parameters("$select", "id", "status"), ErrorCode.BAD_REQUEST, "$select");

    MultivaluedMap<String, String> spellings = parameters("$select", "id");
    spellings.add("select", "status");
    assertRefused(spellings, ErrorCode.BAD_REQUEST, "$select");
  }

  private static QueryOptions read(String name, String value) {
    return QueryOptions.of(parameters(name, value), SUPPORTED);
  }

  private static MultivaluedMap<String, String> parameters(String name, String... values) {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    parameters.addAll(name, values);
    return parameters;
  }

  private static void assertRefused(
      MultivaluedMap<String, String> parameters, ErrorCode code, String target) {
    assertThatThrownBy(() -> QueryOptions.of(parameters, SUPPORTED))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.target()).isEqualTo(target);
            });
  }

  @ParameterizedTest(name = "<{0}>")
  @CsvSource(
      nullValues = "null",
      delimiter = '|',
      value = {
        "null                           | ''",
        "$skiptoken=a                   | ''",
        "%24skiptoken=a                 | ''",
        "SkipToken=a&x=%26              | x=%26",
        "$select=id&$skiptoken=a&custom | $select=id&custom",
        "%zz=1&%=2&skiptoken=a          | %zz=1&%=2",
      })
  void rawQueryLosesOneOptionInEverySpelling(String query, String rest) {
    assertThat(QueryOptions.rawWithout("$skiptoken", query).collect(Collectors.joining("&")))
        .isEqualTo(rest);
  }

  @Test
  void refusalShowsLittleOfTheName() {
    assertThatThrownBy(() -> read("$\r\n" + "x".repeat(10_000), "1"))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.target()).startsWith("$\\u000D\\u000Axxx").hasSizeLessThan(200);
              assertThat(e.getMessage()).doesNotContain("\r", "\n").hasSizeLessThan(250);
            });
  }
}
