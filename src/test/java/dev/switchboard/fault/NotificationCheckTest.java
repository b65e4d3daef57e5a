package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told as it must be passes; with one thing wrong it does not. */
class NotificationCheckTest {

  private static final Map<String, Long> OPERATIONS = Map.of("/a", 2L, "/b", 3L);

  private static final List<Told> RIGHT =
      List.of(
          new Told(1, "/call", 1),
          new Told(2, "/a", 1),
          new Told(3, "/b", 1),
          new Told(4, "/b", 2),
          new Told(5, "/a", 2),
          new Told(6, "/call", 1),
          new Told(7, "/b", 3));

  @Test
  void everyVersionToldOnceAndInOrderIsRight() {
    assertThat(NotificationCheck.check(RIGHT, OPERATIONS)).isEmpty();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("one is missing", told -> without(told, 3)),
        fault("one is missing and the others are numbered", told -> numbered(without(told, 3))),
        fault("the last is missing", told -> without(told, 6)),
        fault("a version is told twice", told -> numbered(with(told, new Told(0, "/a", 2)))),
        fault(
            "a version is told that nobody wrote",
            told -> numbered(with(told, new Told(0, "/a", 3)))),
        fault("the order of two versions is turned", told -> numbered(swapped(told, 2, 3))),
        fault("two numbers are turned", told -> swapped(told, 4, 5)),
        fault("nothing is told", told -> List.of()));
  }

  private static Arguments fault(String name, UnaryOperator<List<Told>> change) {
    return Arguments.argumentSet(name, change);
  }

  @ParameterizedTest(name = "{argumentSetName}")
  @MethodSource("faults")
  void anythingElseIsWrong(UnaryOperator<List<Told>> change) {
    List<Finding> findings = NotificationCheck.check(change.apply(RIGHT), OPERATIONS);

    assertThat(findings).isNotEmpty().allMatch(finding -> finding.rule() == Rule.TOLD);
  }

  private static List<Told> without(List<Told> told, int index) {
    List<Told> changed = new ArrayList<>(told);
    changed.remove(index);
    return changed;
  }

  private static List<Told> with(List<Told> told, Told more) {
    List<Told> changed = new ArrayList<>(told);
    changed.add(more);
    return changed;
  }

  private static List<Told> swapped(List<Told> told, int first, int second) {
    List<Told> changed = new ArrayList<>(told);
    Collections.swap(changed, first, second);
    return changed;
  }

  private static List<Told> numbered(List<Told> told) {
    List<Told> changed = new ArrayList<>();
    told.forEach(
        each -> changed.add(new Told(changed.size() + 1, each.resource(), each.version())));
    return changed;
  }
}
