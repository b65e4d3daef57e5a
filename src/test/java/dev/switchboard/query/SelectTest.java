package dev.switchboard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code $select} (OData 4.01 URL Conventions 5.1.3). */
class SelectTest {

  private static Select select(String option) {
    return Select.parse("$select", option, Model.OPERATION, Model.SCHEMA);
  }

  private static Set<String> included(Select select) {
    return Stream.of("id", "status", "code", "message", "colour", "\u00E9")
        .filter(select::includes)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest(name = "<{0}>")
  @CsvSource(
      delimiter = '|',
      value = {
        "id|id|id",
        "id,status|id,status|id,status",
        "' id , status '|id,status|id,status",
        "id,id|id,id|id",
        "colour|colour|colour",
        "\u00E9|\u00E9|\u00E9",
        "microsoft.graph.recordOperation/recordingLocation|microsoft.graph.recordOperation/recordingLocation|''",
      })
  void namesAreIncludedAndTold(String option, String context, String names) {
    Select select = select(option);

    assertThat(select.context()).isEqualTo(context);
    assertThat(included(select))
        .isEqualTo(
            Stream.of(names.split(","))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet()));
    assertThat(select.includes("clientContext")).isFalse();
  }

  @ParameterizedTest(name = "<{0}>")
  @CsvSource(
      delimiter = '|',
      value = {
        "resultInfo/code|resultInfo/code|code",
        "resultInfo/code,resultInfo/message|resultInfo/code,resultInfo/message|code,message",
        "resultInfo($select=code)|resultInfo/code|code",
        "resultInfo(select=code,message)|resultInfo/code,resultInfo/message|code,message",
        "resultInfo($select=*)|resultInfo|id,status,code,message,colour,\u00E9",
        "resultInfo|resultInfo|id,status,code,message,colour,\u00E9",
        "resultInfo/code,resultInfo|resultInfo/code,resultInfo|id,status,code,message,colour,\u00E9",
        "resultInfo,resultInfo/code|resultInfo,resultInfo/code|id,status,code,message,colour,\u00E9",
      })
  void membersOfAComplexMemberAreSelectedByPathOrNested(
      String option, String context, String names) {
    Select select = select(option);

    assertThat(select.includes("resultInfo")).isTrue();
    assertThat(select.context()).isEqualTo(context);
    assertThat(included(select.of("resultInfo"))).isEqualTo(Set.of(names.split(",")));
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"*", " * ", "id,*", "*,id"})
  void starIsEverything(String option) {
    assertThat(select(option)).isSameAs(Select.ALL);
    assertThat(Select.ALL.includes("anything")).isTrue();
    assertThat(Select.ALL.context()).isEmpty();
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
        "\"id\"",
        "id status",
        "1st",
        "resultInfo/",
        "resultInfo/colour",
        "id/x",
        "colour/x",
        "resultInfo($select=code",
        "resultInfo($select=colour)",
        "resultInfo(code)",
        "id($select=x)",
        "microsoft.graph.recordOperation",
        "microsoft.graph.nothing/x",
        "microsoft.graph.resultInfo/code",
        "microsoft.graph.*"
      })
  void malformedOptionIsRefused(String option) {
    assertRefused(option, ErrorCode.BAD_REQUEST);
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"resultInfo($filter=code eq 1)", "resultInfo($top=1)"})
  void otherNestedOptionIsNotImplemented(String option) {
    assertRefused(option, ErrorCode.NOT_IMPLEMENTED);
  }

  @Test
  void nameIsReadWithRegardToCase() {
    assertThat(select("Status").includes("status")).isFalse();
  }

  @Test
  void refusalShowsLittleOfTheName() {
    assertThatThrownBy(() -> select("resultInfo/" + "x".repeat(10_000)))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.getMessage()).hasSizeLessThan(250));
  }

  private static void assertRefused(String option, ErrorCode code) {
    assertThatThrownBy(() -> select(option))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.target()).isEqualTo("$select");
            });
  }
}
