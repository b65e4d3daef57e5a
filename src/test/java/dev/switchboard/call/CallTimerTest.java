package dev.switchboard.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.call.CallService.Expired;
import dev.switchboard.error.ApiException;
import dev.switchboard.security.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of the others when the end of one call fails. */
class CallTimerTest {

  private static final int MOST_LOOKS = 100;

  private int looks;

  private final List<Expired> open =
      new ArrayList<>(IntStream.range(0, 450).mapToObj(CallTimerTest::call).toList());

  private static Expired call(int number) {
    return new Expired(new UUID(0, number), new Owner("tenant", "bot"));
  }

  private void endAll(Consumer<Expired> end) {
    CallTimer.endAll(
        most -> {
          looks++;
          assertThat(looks).as("it comes to an end").isLessThanOrEqualTo(MOST_LOOKS);
          return List.copyOf(open.subList(0, Math.min(most, open.size())));
        },
        end);
  }

  @Test
  void allAreEndedHoweverManyThereAre() {
    endAll(open::remove);

    assertThat(open).isEmpty();
  }

  @Test
  void callsThatCannotBeEndedHoldUpNobodyAndAreToldOf() {
    List<Expired> bad = List.copyOf(open.subList(0, 150));

    assertThatThrownBy(
            () ->
                endAll(
                    call -> {
                      if (bad.contains(call)) {
                        throw new IllegalStateException("planted " + call.id());
                      }
                      open.remove(call);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("planted " + call(149).id());
    assertThat(open).isEqualTo(bad);
  }

  @Test
  void thatNoneCanBeEndedComesToAnEnd() {
    IntStream.range(open.size(), 5000).mapToObj(CallTimerTest::call).forEach(open::add);

    assertThat(triedIfEachFailsBy(new IllegalStateException("planted")))
        .doesNotHaveDuplicates()
        .hasSizeLessThan(2000);
  }

  @Test
  void databaseThatIsAwayIsNotAskedForTheOthers() {
    assertThat(triedIfEachFailsBy(ApiException.unavailable("planted"))).hasSize(1);
  }

  private List<Expired> triedIfEachFailsBy(RuntimeException failure) {
    List<Expired> tried = new ArrayList<>();
    assertThatThrownBy(
            () ->
                endAll(
                    call -> {
                      tried.add(call);
                      throw failure;
                    }))
        .isSameAs(failure);
    return tried;
  }
}
