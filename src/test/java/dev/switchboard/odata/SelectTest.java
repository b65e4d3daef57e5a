package dev.switchboard.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectTest {

  @ParameterizedTest(name = "<{0}>")
  @CsvSource(
      delimiter = '|',
      value = {
        "id|(id)",
        "id,status|(id,status)",
        "' id , status '|(id,status)",
        "id,id|(id)",
        "\u00E9|(\u00E9)"
      })
  void namesAreIncludedAndTold(String option, String suffix) {
    Select select = Select.parse(option);

    assertThat(select.contextSuffix()).isEqualTo(suffix);
    assertThat(select.includes("status")).isEqualTo(option.contains("status"));
    assertThat(select.includes("clientContext")).isFalse();
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"*", " * ", "id,*", "*,id"})
  void starIsEverything(String option) {
    assertThat(Select.parse(option)).isSameAs(Select.ALL);
    assertThat(Select.ALL.includes("anything")).isTrue();
    assertThat(Select.ALL.contextSuffix()).isEmpty();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "id,",
        ",id",
        "id,,status",
        "*,,id",
        "id&",
        "<id>",
        "a\u0000b",
        "\"id\""
      })
  void malformedOptionIsRefused(String option) {
    assertRefused(option, ErrorCode.BAD_REQUEST);
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {
        "resultInfo/code",
        "microsoft.graph.recordOperation/recordingLocation",
        "participants($select=hidden)",
        "id status",
        "microsoft.graph.*",
        "id,resultInfo/code",
        "*,resultInfo/code",
        "1st"
      })
  void whatIsMoreThanNamesIsNotImplemented(String option) {
    assertRefused(option, ErrorCode.NOT_IMPLEMENTED);
  }

  @Test
  void nameIsReadWithRegardToCase() {
    assertThat(Select.parse("Status").includes("status")).isFalse();
  }

  private static void assertRefused(String option, ErrorCode code) {
    assertThatThrownBy(() -> Select.parse(option))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.target()).isEqualTo("$select");
            });
  }

  @Test
  void refusalShowsLittleOfTheName() {
    assertThatThrownBy(() -> Select.parse("a/" + "x".repeat(10_000)))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.getMessage()).hasSizeLessThan(250));
  }
}
