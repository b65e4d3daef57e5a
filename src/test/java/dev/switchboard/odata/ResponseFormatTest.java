package dev.switchboard.odata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseFormatTest {

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {
        "",
        " ",
        "application/json",
        "APPLICATION/JSON",
        "*/*",
        "application/*",
        "text/html, application/json",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "application/json;q=0.001",
        "application/json;odata.metadata=minimal",
        "application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8",
        "application/json;metadata=minimal;streaming=false",
        "application/json;ODATA.METADATA=MINIMAL",
        "application/json;charset=\"utf-8\"",
        "application/json;odata.metadata=full, application/json",
        "application/json;",
        "application/json ; ; charset=utf-8"
      })
  void allowsTheFormat(String accept) {
    assertThat(ResponseFormat.isAcceptable(accept)).isTrue();
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {
        "text/html",
        "application/xml",
        "application",
        "json",
        "text/*",
        "application/jsonp",
        "application/merge-patch+json",
        "application/json;q=0",
        "application/json;q=0.000",
        "*/*;q=0.0",
        "application/json;odata.metadata=full",
        "application/json;odata.metadata=none",
        "application/json;metadata",
        "application/json;IEEE754Compatible=true",
        "application/json;charset=utf-16",
        "application/json;odata.unknown=1",
        "application/json;foo=bar",
        "application/json;odata.metadata=full, text/html",
        "application/json;q=0, */*",
        "*/*, application/*;q=0"
      })
  void forbidsTheFormat(String accept) {
    assertThat(ResponseFormat.isAcceptable(accept)).isFalse();
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {ResponseFormat.CONTENT_TYPE})
  void allowsWhatItSends(String accept) {
    assertThat(ResponseFormat.isAcceptable(accept)).isTrue();
  }
}
