package dev.switchboard.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ODataPathFilterTest {

  private static final String CALLS = "/v1.0/communications/calls";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v1.0/communications/calls('1')|/v1.0/communications/calls/1",
        "/v1.0/communications/calls('1')/operations('2')|/v1.0/communications/calls/1/operations/2",
        "/beta/communications/calls('1')/operations/2|/beta/communications/calls/1/operations/2",
        "/v1.0/communications/calls(id='1')|/v1.0/communications/calls/1",
        "/v1.0/communications/calls%28%271%27%29|/v1.0/communications/calls/1",
        "/v1.0/communications/calls('it''s')|/v1.0/communications/calls/it%27s",
        "/v1.0/communications/calls('a%2Fb')|/v1.0/communications/calls/a%2Fb",
        "/v1.0/communications/calls('a%20b%2Bc+d')|/v1.0/communications/calls/a%20b%2Bc%2Bd",
        "/v1.0/communications/calls('%C3%A9')|/v1.0/communications/calls/%C3%A9",
        "/v1.0/communications/calls('%7Bx%7D')|/v1.0/communications/calls/%7Bx%7D",
        "/v1.0/communications/calls('a%3Fb%23c')|/v1.0/communications/calls/a%3Fb%23c",
        "/v1.0/app/calls|/v1.0/communications/calls",
        "/beta/app/calls/1/operations|/beta/communications/calls/1/operations",
        "/v1.0/app/calls('1')/operations('2')|/v1.0/communications/calls/1/operations/2",
        "/v1.0/%24metadata|/v1.0/$metadata"
      })
  void spellingsBecomeOne(String path, String canonical) {
    assertThat(ODataPathFilter.canonicalPath(path)).isEqualTo(canonical);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/v1.0",
        "/v1.0/",
        "/v1.0/$metadata",
        "/beta/$metadata",
        CALLS,
        CALLS + "/",
        CALLS + "/1/operations/2",
        CALLS + "/1/operations/2/microsoft.graph.recordOperation",
        CALLS + "/a%20b",
        CALLS + "//operations",
        CALLS + "(1)",
        CALLS + "('1",
        CALLS + "('it's')",
        CALLS + "('1')x",
        CALLS + "(key='1')",
        "/v1.0/app",
        "/v1.0/app/other",
        "/v1.0/communications/app/calls",
        "/v1.0/appcalls"
      })
  void anythingElseStaysAsItIs(String path) {
    assertThat(ODataPathFilter.canonicalPath(path)).isEqualTo(path);
  }

  @Test
  void longKeyIsReadWithoutRecursion() {
    String key = "x''".repeat(100_000);

    assertThat(ODataPathFilter.canonicalPath(CALLS + "('" + key + "')"))
        .isEqualTo(CALLS + "/" + "x%27".repeat(100_000));
    assertThat(ODataPathFilter.canonicalPath(CALLS + "('" + key)).isEqualTo(CALLS + "('" + key);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"/v1.0/%", "/v1.0/a%2", "/v1.0/%ZZ", "/v1.0/communications/calls('%-1')"})
  void malformedPercentEncodingIsRefused(String path) {
    assertThatThrownBy(() -> ODataPathFilter.canonicalPath(path))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST));
  }

  @Test
  void refusalShowsLittleOfTheSegment() {
    assertThatThrownBy(() -> ODataPathFilter.canonicalPath("/v1.0/$" + "%0D%0A".repeat(5_000)))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.target()).startsWith("$\\u000D\\u000A").hasSizeLessThan(200);
              assertThat(e.getMessage()).doesNotContain("\r", "\n").hasSizeLessThan(250);
            });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/v1.0/$Batch",
        "/v1.0/communications/$batch",
        "/v1.0/$Metadata",
        "/v1.0/$metadata;x=1",
        "//v1.0/$metadata",
        "/v1.0/communications/$metadata",
        CALLS + "/$metadata",
        CALLS + "/$count/x",
        CALLS + "/$count/",
        CALLS + "/1/%24ref"
      })
  void systemResourceIsNotImplemented(String path) {
    assertThatThrownBy(() -> ODataPathFilter.canonicalPath(path))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_IMPLEMENTED));
  }
}
