package dev.switchboard.load.throughput;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What came back from a load; for one thread. */
final class Outcome {

  private static final int SIGNIFICANT_DIGITS = 3;

  private final Histogram micros = new Histogram(SIGNIFICANT_DIGITS);
  private final Map<String, Long> unexpected = new TreeMap<>();
  private Duration elapsed = Duration.ZERO;

  /** Counts an answer that was the expected one. */
  void answered(long nanos) {
    micros.recordValue(nanos / 1_000);
  }

  /** Counts an answer, or the lack of one, that was not. */
  void unexpected(String what) {
    unexpected.merge(what, 1L, Long::sum);
  }

  /** Says how long all of it took. */
  Outcome took(Duration time) {
    elapsed = time;
    return this;
  }

  /** Adds what came back elsewhere, at the same time or at another one. */
  Outcome add(Outcome other) {
    micros.add(other.micros);
    other.unexpected.forEach((what, times) -> unexpected.merge(what, times, Long::sum));
    elapsed = elapsed.plus(other.elapsed);
    return this;
  }

  /** How many answers were the expected ones. */
  long requests() {
    return micros.getTotalCount();
  }

  /** What was not expected, and how often. */
  Map<String, Long> unexpected() {
    return Map.copyOf(unexpected);
  }

  /** Expected answers in a second. */
  double perSecond() {
    return elapsed.isZero() ? 0 : requests() / (elapsed.toNanos() / 1e9);
  }

  /** The milliseconds within which this percentage of them came. */
  double percentileMillis(double percentage) {
    return micros.getValueAtPercentile(percentage) / 1e3;
  }
}
