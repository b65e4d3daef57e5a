package dev.switchboard.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultInfoPatchTest {

  private static final ResultInfo STORED = new ResultInfo(200, 8515, "maximum duration");

  static Stream<Arguments> merges() {
    return Stream.of(
        Arguments.of("{}", STORED),
        Arguments.of("{'code':400}", new ResultInfo(400, 8515, "maximum duration")),
        Arguments.of("{'subcode':0}", new ResultInfo(200, 0, "maximum duration")),
        Arguments.of("{'message':'m'}", new ResultInfo(200, 8515, "m")),
        Arguments.of("{'message':''}", new ResultInfo(200, 8515, "")),
        Arguments.of("{'message':null}", new ResultInfo(200, 8515, null)),
        Arguments.of("{'code':1,'subcode':2,'message':'m'}", new ResultInfo(1, 2, "m")),
        Arguments.of("{'@odata.type':'#microsoft.graph.resultInfo'}", STORED),
        Arguments.of(
            "{'@foreign.note':[1],'code':1}", new ResultInfo(1, 8515, "maximum duration")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("merges")
  void givenMembersReplaceThoseStored(String patch, ResultInfo merged) {
    assertThat(read(patch).applyTo(STORED)).isEqualTo(merged);
  }

  @Test
  void noMembersCreateNothing() {
    assertThat(read("{}").applyTo(null)).isNull();
    assertThat(read("{'@odata.type':'microsoft.graph.resultInfo'}").applyTo(null)).isNull();
  }

  @Test
  void subcodeDefaultsToZeroOnCreation() {
    assertThat(read("{'code':200}").applyTo(null)).isEqualTo(new ResultInfo(200, 0, null));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"{'subcode':1}", "{'message':'m'}", "{'subcode':1,'message':'m'}"})
  void creationNeedsCode(String patch) {
    assertThatThrownBy(() -> read(patch).applyTo(null))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
              assertThat(e.target()).isEqualTo("resultInfo/code");
            });
  }

  private static ResultInfoPatch read(String resultInfo) {
    Change<ResultInfoPatch> change =
        Patches.typed(OperationType.PLAY_PROMPT, "{'resultInfo':" + resultInfo + "}").resultInfo();
    return change.applyTo(null);
  }
}
