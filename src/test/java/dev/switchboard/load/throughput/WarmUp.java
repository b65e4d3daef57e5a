package dev.switchboard.load.throughput;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Until the compilers have done their work: before that, figures describe them and not the program.
 * It takes turns among all scenarios of one server. It is over when enough was asked in the first
 * of them, its last passes differed by little and the compilers of the server rested; or after ten
 * minutes in any case, and what it was then is told.
 */
final class WarmUp {

  private static final int FEW_CLIENTS = 2;

  /** Of each scenario in each pass, at most. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(2);

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int STEADY_PASSES = 3;
  private static final double STEADY = 0.1;

  /** As the names of the JVM's threads have it. */
  private static final String COMPILERS = "CompilerThre";

  /** Of the server's processor time in one pass: they never rest quite. */
  private static final double RESTING = 0.05;

  private final List<Scenario> scenarios;
  private final Duration turn;
  private final List<Double> rates = new ArrayList<>();
  private long requests;
  private double compiling = 1;

  private WarmUp(List<Scenario> scenarios, Duration turn) {
    this.scenarios = scenarios;
    this.turn = turn;
  }

  /**
   * How many clients are to ask, one after the other: first few, for with many each compiler would
   * be one of many threads that want a processor, and take ten times as long; then all, who meet in
   * places where few do not.
   */
  static List<Integer> clients(Options options) {
    return List.of(Math.min(FEW_CLIENTS, options.connections()), options.connections());
  }

  /**
   * Warms up.
   *
   * @param scenarios of one server, the one that decides first
   * @param options how many requests of that are enough, and how long a round is
   * @return what was done, in words
   * @throws IllegalStateException if an answer was not the expected one: to go on would be useless
   */
  static String up(List<Scenario> scenarios, Options options) {
    Duration turn = options.round().compareTo(LONGEST_TURN) < 0 ? options.round() : LONGEST_TURN;
    WarmUp warmUp = new WarmUp(scenarios, turn);
    long begin = System.nanoTime();
    while (!warmUp.isOver(options.warmup()) && System.nanoTime() - begin < LONGEST.toNanos()) {
      warmUp.pass();
    }
    return String.format(
        Locale.ROOT,
        "%s: %d requests in %d s, the last passes %s, in the last one %.0f %% of the server's"
            + " processor time for its compilers",
        scenarios.get(0).name(),
        warmUp.requests,
        Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
        isSteady(warmUp.rates) ? "within 10 % of one another" : "still not steady",
        100 * warmUp.compiling);
  }

  private void pass() {
    OptionalLong server = scenarios.get(0).server();
    if (server.isEmpty()) {
      compiling = 0;
      turns();
      return;
    }
    ThreadTimes before = ThreadTimes.of(server.getAsLong());
    turns();
    compiling = ThreadTimes.of(server.getAsLong()).minus(before).share(COMPILERS);
  }

  private void turns() {
    for (Scenario scenario : scenarios) {
      Outcome outcome = scenario.load().drive(turn);
      if (!outcome.unexpected().isEmpty()) {
        throw new IllegalStateException(
            "already the warm-up fails: %s: %s".formatted(scenario.name(), outcome.unexpected()));
      }
      if (scenario.equals(scenarios.get(0))) {
        requests += outcome.requests();
        rates.add(outcome.perSecond());
      }
    }
  }

  private boolean isOver(int enough) {
    return requests >= enough && isSteady(rates) && compiling <= RESTING;
  }

  /** Whether the last of some rates differ by little. */
  static boolean isSteady(List<Double> rates) {
    if (rates.size() < STEADY_PASSES) {
      return false;
    }
    List<Double> last = rates.subList(rates.size() - STEADY_PASSES, rates.size());
    return Collections.min(last) >= (1 - STEADY) * Collections.max(last);
  }
}
