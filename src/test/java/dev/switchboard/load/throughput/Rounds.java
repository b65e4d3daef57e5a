package dev.switchboard.load.throughput;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures scenarios by turns, so that all see the same machine: each once in a round, in one
 * direction and then in the other.
 */
final class Rounds {

  private final Meters meters;

  Rounds(Meters meters) {
    this.meters = meters;
  }

  /**
   * Measures.
   *
   * @param many rounds
   * @param time of each scenario in each of them
   * @return what they gave, in the order of the scenarios
   */
  List<Measurement> measure(List<Scenario> scenarios, int many, Duration time) {
    List<Measurement> measurements = scenarios.stream().map(Measurement::new).toList();
    List<Measurement> turns = new ArrayList<>(measurements);
    for (int round = 0; round < many; round++) {
      for (Measurement turn : turns) {
        meters.measure(turn, time);
      }
      Collections.reverse(turns);
    }
    return measurements;
  }
}
