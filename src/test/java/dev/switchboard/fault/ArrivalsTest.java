package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.fault.Arrivals.Arrival;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What has arrived as it must passes, also more than once; with one thing wrong it does not. */
class ArrivalsTest {

  private static final List<Told> FEED =
      List.of(new Told(1, "/call", 1), new Told(2, "/a", 1), new Told(3, "/a", 2));

  private static final List<Arrival> RIGHT =
      List.of(
          new Arrival("m1", FEED.get(0)),
          new Arrival("m2", FEED.get(1)),
          new Arrival("m2", FEED.get(1)),
          new Arrival("m3", FEED.get(2)));

  @Test
  void everyOneAtLeastOnceAndInOrderIsRight() {
    assertThat(Arrivals.check(RIGHT, FEED)).isEmpty();
    assertThat(Arrivals.areComplete(RIGHT, FEED)).isTrue();
    assertThat(Arrivals.areComplete(RIGHT.subList(0, 3), FEED)).isFalse();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("the last is missing", arrivals -> arrivals.remove(3)),
        fault("the first is missing", arrivals -> arrivals.remove(0)),
        fault("two are turned", arrivals -> Collections.swap(arrivals, 2, 3), 1),
        fault(
            "one comes again under another id",
            arrivals -> arrivals.set(2, new Arrival("m4", FEED.get(1)))),
        fault(
            "one tells something else",
            arrivals -> arrivals.set(3, new Arrival("m3", new Told(3, "/a", 3)))),
        fault(
            "one was never written",
            arrivals -> arrivals.add(new Arrival("m4", new Told(4, "/a", 3)))),
        fault("nothing comes", List::clear));
  }

  private static Arguments fault(String name, Consumer<List<Arrival>> change) {
    return fault(name, change, 0);
  }

  private static Arguments fault(String name, Consumer<List<Arrival>> change, int removed) {
    UnaryOperator<List<Arrival>> changed =
        arrivals -> {
          List<Arrival> copy = new ArrayList<>(arrivals);
          change.accept(copy);
          if (removed > 0) {
            // Without the first of the two that are alike, which would hide it.
            copy.remove(removed);
          }
          return copy;
        };
    return Arguments.argumentSet(name, changed);
  }

  @ParameterizedTest(name = "{argumentSetName}")
  @MethodSource("faults")
  void anythingElseIsWrong(UnaryOperator<List<Arrival>> change) {
    assertThat(Arrivals.check(change.apply(RIGHT), FEED))
        .isNotEmpty()
        .allMatch(finding -> finding.rule() == Rule.TOLD);
  }
}
