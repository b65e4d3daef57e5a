package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.support.Receiver;
import dev.switchboard.support.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What fault tests are told from outside, and what they all demand. */
final class Run {

  /** Whatever is broken. */
  private static final Set<Outcome> NEVER =
      Set.of(HttpTarget.INTERNAL_SERVER_ERROR, HttpTarget.WITHOUT_RETRY_AFTER);

  /** The lease of a relay that was killed, and then all that waited behind it. */
  private static final Duration ARRIVED_AFTER = Duration.ofMinutes(3);

  private Run() {}

  /** A number that a long run sets as a system property, for example {@code r3-requests}. */
  static int number(String name, int ofAShortRun) {
    return Integer.getInteger("switchboard.faults." + name, ofAShortRun);
  }

  /**
   * The URLs of the nodes: the shared service, and those in the system property {@code
   * switchboard.test.more-urls}, separated by commas, which serve the same data and take its
   * tokens.
   */
  static List<String> nodes() {
    Stream<String> more =
        Stream.of(System.getProperty("switchboard.test.more-urls", "").split(",", -1));
    return Stream.concat(Stream.of(Service.url()), more.filter(url -> !url.isBlank())).toList();
  }

  /** The service on all its nodes, with a tenant of its own. */
  static HttpTarget target() {
    return new HttpTarget(nodes(), Service.newTenant());
  }

  /** Judges a history, demands that every rule holds and that all was decided, and reports it. */
  static void judge(String id, String fault, String load, History history) {
    judge(id, fault, load, history, verdict -> {});
  }

  /**
   * The same with more that is demanded.
   *
   * @param demands fails if something of it does not hold; the report says so too
   */
  static void judge(
      String id, String fault, String load, History history, Consumer<Verdict> demands) {
    judge(id, fault, load, history, Long.MAX_VALUE, demands);
  }

  /** The same where nothing was broken, so that each write is to be told its outcome. */
  static void judgeCalm(
      String id, String fault, String load, History history, Consumer<Verdict> demands) {
    judge(id, fault, load, history, 0, demands);
  }

  /**
   * Demands that everything was told that was written, and nothing else, once all operations have
   * been read.
   *
   * @param node a service in development mode, where it is read
   */
  static void judgeTold(String node, String tenant, History history) {
    Feed feed = Feed.of(node, tenant);
    NotificationCheck.operations(history.exchanges())
        .forEach(
            (call, operations) ->
                assertThat(NotificationCheck.check(feed.told(call), operations)).isEmpty());
  }

  /**
   * Demands that everything that was told arrives at the media platform, in its order, however
   * often the relay was killed meanwhile.
   */
  static void judgeArrived(String node, String tenant, Receiver platform, History history) {
    Feed feed = Feed.of(node, tenant);
    Map<String, List<Told>> told = new TreeMap<>();
    NotificationCheck.operations(history.exchanges())
        .keySet()
        .forEach(call -> told.put(call.replaceFirst("^/v1.0", ""), feed.told(call)));
    await("all notifications have arrived")
        .atMost(ARRIVED_AFTER)
        .until(() -> areComplete(Arrivals.at(platform), told));
    Map<String, List<Arrivals.Arrival>> arrived = Arrivals.at(platform);
    told.forEach(
        (call, ofCall) ->
            assertThat(Arrivals.check(arrived.getOrDefault(call, List.of()), ofCall)).isEmpty());
  }

  private static boolean areComplete(
      Map<String, List<Arrivals.Arrival>> arrived, Map<String, List<Told>> told) {
    return told.entrySet().stream()
        .allMatch(
            call ->
                Arrivals.areComplete(
                    arrived.getOrDefault(call.getKey(), List.of()), call.getValue()));
  }

  private static void judge(
      String id,
      String fault,
      String load,
      History history,
      long mostUnknown,
      Consumer<Verdict> demands) {
    Verdict verdict = ConsistencyChecker.check(history);
    boolean holds = false;
    try {
      assertThat(verdict.findings()).as(verdict.toString()).isEmpty();
      assertThat(verdict.lost()).isZero();
      assertThat(verdict.undecided()).isZero();
      assertThat(verdict.unknown()).as(verdict.toString()).isLessThanOrEqualTo(mostUnknown);
      // Whatever is broken, nothing but an error of the program is answered with 500.
      assertThat(history.exchanges())
          .filteredOn(exchange -> NEVER.contains(exchange.outcome()))
          .isEmpty();
      demands.accept(verdict);
      holds = true;
    } finally {
      FaultReport.write(id, fault, load, verdict, holds);
    }
  }
}
