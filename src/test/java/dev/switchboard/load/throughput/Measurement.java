package dev.switchboard.load.throughput;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the rounds of one scenario gave. */
final class Measurement {

  private final Scenario scenario;
  private final Outcome outcome = new Outcome();
  private final List<Double> rates = new ArrayList<>();
  private Usage usage = Usage.NONE;
  private long serverMemory;

  /** Of a scenario of which no round has been yet. */
  Measurement(Scenario scenario) {
    this.scenario = scenario;
  }

  /**
   * Adds a round.
   *
   * @param round what came back
   * @param used meanwhile
   * @param memory of its server at the end, in bytes
   */
  void add(Outcome round, Usage used, long memory) {
    outcome.add(round);
    rates.add(round.perSecond());
    usage = usage.plus(used);
    serverMemory = Math.max(serverMemory, memory);
  }

  Scenario scenario() {
    return scenario;
  }

  /** Expected answers of all rounds. */
  long requests() {
    return outcome.requests();
  }

  /** Expected answers in a second, of the round in the middle. */
  double perSecond() {
    List<Double> sorted = rates.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The milliseconds within which this percentage of the answers of all rounds came. */
  double percentileMillis(double percentage) {
    return outcome.percentileMillis(percentage);
  }

  /** The processor time that all rounds used. */
  Usage usage() {
    return usage;
  }

  /** Processor seconds for 1 000 requests. */
  double secondsPerThousand(Duration used) {
    return requests() == 0 ? 0 : used.toNanos() / 1e6 / requests();
  }

  /** The most memory of its server that was in RAM at the end of a round, in bytes. */
  long serverMemory() {
    return serverMemory;
  }

  /** What was not expected, and how often. */
  Map<String, Long> unexpected() {
    return outcome.unexpected();
  }

  /** Whether every answer was the expected one, and there were some. */
  boolean isValid() {
    return unexpected().isEmpty() && requests() > 0;
  }
}
