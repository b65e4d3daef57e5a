package dev.switchboard.call;

import static dev.switchboard.call.CallState.ESTABLISHED;
import static dev.switchboard.call.CallState.ESTABLISHING;
import static dev.switchboard.call.CallState.HOLD;
import static dev.switchboard.call.CallState.INCOMING;
import static dev.switchboard.call.CallState.REDIRECTING;
import static dev.switchboard.call.CallState.TERMINATED;
import static dev.switchboard.call.CallState.TERMINATING;
import static dev.switchboard.call.CallState.TRANSFERRING;
import static dev.switchboard.call.CallState.TRANSFER_ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CallStateTest {

  private static final Map<CallState, Set<CallState>> MOVES =
      new EnumMap<>(
          Map.of(
              INCOMING, EnumSet.of(ESTABLISHING, ESTABLISHED, REDIRECTING, TERMINATING, TERMINATED),
              ESTABLISHING, EnumSet.of(ESTABLISHED, TERMINATING, TERMINATED),
              ESTABLISHED, EnumSet.of(HOLD, TRANSFERRING, TERMINATING, TERMINATED),
              HOLD, EnumSet.of(ESTABLISHED, TRANSFERRING, TERMINATING, TERMINATED),
              TRANSFERRING,
                  EnumSet.of(TRANSFER_ACCEPTED, ESTABLISHED, HOLD, TERMINATING, TERMINATED),
              TRANSFER_ACCEPTED, EnumSet.of(ESTABLISHED, HOLD, TERMINATING, TERMINATED),
              REDIRECTING, EnumSet.of(TERMINATING, TERMINATED),
              TERMINATING, EnumSet.of(TERMINATED),
              TERMINATED, EnumSet.noneOf(CallState.class)));

  static Stream<Arguments> allPairs() {
    return Arrays.stream(CallState.values())
        .flatMap(from -> Arrays.stream(CallState.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("allPairs")
  void movesAsACallDoes(CallState from, CallState to) {
    assertThat(from.mayBecome(to)).isEqualTo(MOVES.get(from).contains(to));
  }

  @ParameterizedTest
  @EnumSource
  void isTerminalIfNothingFollows(CallState state) {
    assertThat(state.isTerminal()).isEqualTo(MOVES.get(state).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void everyCallCanEnd(CallState state) {
    assertThat(state.isTerminal() || state.mayBecome(TERMINATED)).isTrue();
  }

  @Test
  void nothingGoesBackToRinging() {
    assertThat(CallState.values()).noneMatch(state -> state.mayBecome(INCOMING));
  }
}
