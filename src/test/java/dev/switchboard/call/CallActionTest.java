package dev.switchboard.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.call.CallAction.Target;
import dev.switchboard.error.ApiException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallActionTest {

  /** A path must have its expression as a constant: it is written down beside the table. */
  @ParameterizedTest
  @EnumSource
  void pathsHaveTheActionsOfTheirTarget(Target target) {
    String names =
        switch (target) {
          case CALL -> CallAction.ON_CALL;
          case PARTICIPANT -> CallAction.ON_PARTICIPANT;
          case PARTICIPANTS -> CallAction.ON_PARTICIPANTS;
        };

    assertThat(names.split("\\|", -1))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(CallAction.values())
                .filter(action -> action.target() == target)
                .map(CallAction::actionName)
                .toList());
  }

  @Test
  void nameMeansWhatItDoesOnItsTarget() {
    assertThat(CallAction.named(Target.CALL, "mute")).isEqualTo(CallAction.MUTE);
    assertThat(CallAction.named(Target.PARTICIPANT, "mute")).isEqualTo(CallAction.MUTE_PARTICIPANT);
    assertThatThrownBy(() -> CallAction.named(Target.CALL, "invite"))
        .isInstanceOf(ApiException.class);
  }
}
