package dev.switchboard.operation;

import static dev.switchboard.operation.OperationStatus.COMPLETED;
import static dev.switchboard.operation.OperationStatus.FAILED;
import static dev.switchboard.operation.OperationStatus.NOT_STARTED;
import static dev.switchboard.operation.OperationStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.settings.Settings.StatusCasing;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationStatusTest {

  private static final Map<OperationStatus, Set<OperationStatus>> MOVES =
      new EnumMap<>(
          Map.of(
              NOT_STARTED, EnumSet.of(RUNNING, COMPLETED, FAILED),
              RUNNING, EnumSet.of(COMPLETED, FAILED),
              COMPLETED, EnumSet.noneOf(OperationStatus.class),
              FAILED, EnumSet.noneOf(OperationStatus.class)));

  static Stream<Arguments> allPairs() {
    return Arrays.stream(OperationStatus.values())
        .flatMap(from -> Arrays.stream(OperationStatus.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("allPairs")
  void movesForwardOnly(OperationStatus from, OperationStatus to) {
    assertThat(from.mayBecome(to)).isEqualTo(MOVES.get(from).contains(to));
  }

  @ParameterizedTest
  @EnumSource
  void isTerminalIfNothingFollows(OperationStatus status) {
    assertThat(status.isTerminal()).isEqualTo(MOVES.get(status).isEmpty());
  }

  @ParameterizedTest(name = "\"{0}\" is {1}")
  @CsvSource({
    "NotStarted, NOT_STARTED",
    "notStarted, NOT_STARTED",
    "NOTSTARTED, NOT_STARTED",
    "notstarted, NOT_STARTED",
    "0, NOT_STARTED",
    "Running, RUNNING",
    "running, RUNNING",
    "rUNNING, RUNNING",
    "1, RUNNING",
    "Completed, COMPLETED",
    "completed, COMPLETED",
    "2, COMPLETED",
    "Failed, FAILED",
    "failed, FAILED",
    "FAILED, FAILED",
    "3, FAILED"
  })
  void readsNameInAnyCaseAndNumber(String text, OperationStatus status) {
    assertThat(OperationStatus.parse(text)).contains(status);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        " ",
        "4",
        "-1",
        "00",
        "+1",
        "1.0",
        "NOT_STARTED",
        "Not Started",
        " Running",
        "Running ",
        "Cancelled",
        "unknownFutureValue",
        "null",
        "Running,Completed",
        "microsoft.graph.operationStatus'Running'"
      })
  void readsNothingElse(String text) {
    assertThat(OperationStatus.parse(text)).isEmpty();
  }

  @Test
  void isSpelledLikeTheCsdl() {
    assertThat(OperationStatus.values())
        .extracting(status -> status.wire(StatusCasing.PASCAL))
        .containsExactly("NotStarted", "Running", "Completed", "Failed");
  }

  @Test
  void isSpelledLikeTheDocumentationOnDemand() {
    assertThat(OperationStatus.values())
        .extracting(status -> status.wire(StatusCasing.CAMEL))
        .isEqualTo(List.of("notStarted", "running", "completed", "failed"));
  }

  @Test
  void numbersAreThoseOfTheCsdl() {
    assertThat(List.of("0", "1", "2", "3"))
        .map(number -> OperationStatus.parse(number).orElseThrow().toString())
        .containsExactly("NotStarted", "Running", "Completed", "Failed");
  }
}
