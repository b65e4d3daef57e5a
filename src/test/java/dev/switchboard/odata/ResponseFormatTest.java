package dev.switchboard.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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
    assertThat(ResponseFormat.JSON.quality(List.of(accept))).isPositive();
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
        "application/json;odata.metadata=most",
        "application/json;odata.metadata=",
        "application/json;metadata",
        "application/json;IEEE754Compatible=true",
        "application/json;charset=utf-16",
        "application/json;odata.unknown=1",
        "application/json;foo=bar",
        "application/json;odata.metadata=most, text/html",
        "application/json;q=0, */*",
        "*/*, application/*;q=0"
      })
  void forbidsTheFormat(String accept) {
    assertThat(ResponseFormat.JSON.quality(List.of(accept))).isZero();
  }

  @ParameterizedTest(name = "<{0}>")
  @EnumSource
  void allowsWhatItSends(MetadataLevel level) {
    List<String> accept = List.of(ResponseFormat.contentType(level));

    assertThat(ResponseFormat.JSON.quality(accept)).isPositive();
    assertThat(ResponseFormat.JSON.level(accept)).isEqualTo(level);
  }

  @ParameterizedTest(name = "<{0}>")
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | MINIMAL",
        "*/* | MINIMAL",
        "application/json;odata.metadata=none | NONE",
        "application/json;metadata=FULL | FULL",
        "application/json;odata.metadata=full, application/json | FULL",
        "application/json;odata.metadata=full;q=0.1, application/json;odata.metadata=none | NONE",
        "*/*, application/json;odata.metadata=full;q=0.1 | FULL"
      })
  void levelThatIsWantedMostIsTaken(String accept, MetadataLevel level) {
    assertThat(ResponseFormat.JSON.level(List.of(accept))).isEqualTo(level);
  }

  @ParameterizedTest(name = "<{0}>")
  @CsvSource(
      delimiter = '|',
      value = {
        "application/xml | 1 | 0",
        "application/json | 0 | 1",
        "*/* | 1 | 1",
        "application/*;q=0.5 | 0.5 | 0.5",
        "application/xml;q=0.2, application/json;q=0.7 | 0.2 | 0.7",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | 0.9 | 0.8",
        "application/xml;q=0, */* | 0 | 1",
        "*/*, application/json;q=0.125 | 1 | 0.125",
        "application/json;q=0.1, application/json;q=0.3 | 0 | 0.3",
        "application/json;q=2, application/xml;q=-1 | 1 | 1",
        "application/xml;charset=utf-8 | 1 | 0",
        "application/xml;charset=utf-16 | 0 | 0",
        "text/xml | 0 | 0"
      })
  void weighsTheFormats(String accept, double xml, double json) {
    assertThat(ResponseFormat.XML.quality(List.of(accept))).isEqualTo(xml);
    assertThat(ResponseFormat.JSON.quality(List.of(accept))).isEqualTo(json);
  }

  @Test
  void valuesOfAcceptAreReadTogether() {
    assertThat(ResponseFormat.JSON.quality(List.of())).isEqualTo(1);
    assertThat(ResponseFormat.JSON.quality(List.of("text/html", "application/json;q=0.5")))
        .isEqualTo(0.5);
  }

  @ParameterizedTest(name = "<{0}>")
  @CsvSource(
      delimiter = '|',
      value = {
        "xml | true | false",
        "XML | true | false",
        "application/xml | true | false",
        "json | false | true",
        "Json | false | true",
        "application/json | false | true",
        "application/json;odata.metadata=minimal | false | true",
        "application/json;odata.metadata=full | false | true",
        "application/json;odata.metadata=most | false | false",
        "atom | false | false",
        "text/xml | false | false",
        "*/* | false | false",
        "'' | false | false"
      })
  void isMeantByItsNameOrItsMediaType(String format, boolean xml, boolean json) {
    assertThat(ResponseFormat.XML.isMeantBy(format)).isEqualTo(xml);
    assertThat(ResponseFormat.JSON.isMeantBy(format)).isEqualTo(json);
  }
}
