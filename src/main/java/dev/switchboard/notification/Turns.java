package dev.switchboard.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * How many notifications may be under way at once: in all, of one tenant, and to one endpoint, so
 * that an endpoint which does not answer takes nobody else's turn. One that has not answered yet,
 * or no longer does, gets fewer.
 */
final class Turns {

  /**
   * How many.
   *
   * @param all in all
   * @param ofTenant of one tenant
   * @param toEndpoint to one endpoint that answers
   * @param toNewcomer to one of which nothing is known yet
   */
  record Limits(int all, int ofTenant, int toEndpoint, int toNewcomer) {}

  /** What changed about an endpoint. */
  enum News {
    ANSWERS_NO_LONGER,
    ANSWERS_AGAIN
  }

  /** So many attempts without an answer, one after the other, and an endpoint counts as dead. */
  static final int DEAD_AFTER = 3;

  static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);

  /** Each one that waits for an endpoint makes the pause of the next one so much longer. */
  static final Duration PAUSE_OF_EACH = Duration.ofMillis(20);

  static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  /** So long a dead endpoint is left alone at most before one attempt is made again. */
  static final Duration LONGEST_REST = Duration.ofSeconds(30);

  /** With more the pause is the longest in any case. */
  private static final int MOST_COUNTED =
      (int) (LONGEST_PAUSE.toMillis() / PAUSE_OF_EACH.toMillis());

  private static final int MOST_REMEMBERED = 10_000;

  private static final class Endpoint {

    private int underWay;
    // When those that wait ask again, the next one first.
    private final PriorityQueue<Instant> waiting = new PriorityQueue<>();
    private int unanswered;
    private boolean known;
    private Instant restsUntil = Instant.EPOCH;
  }

  private final Limits limits;
  private final Clock clock;
  private final Map<String, Integer> tenants = new HashMap<>();
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>(16, 0.75f, true);
  private int all;

  Turns(Limits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Takes a turn; whoever got one gives it back.
   *
   * @return empty if there is one, else how long to wait before asking again
   */
  synchronized Optional<Duration> take(String endpoint, String tenant) {
    Endpoint to = endpoints.computeIfAbsent(endpoint, name -> new Endpoint());
    forgetIdle();
    if (all < limits.all()
        && tenants.getOrDefault(tenant, 0) < limits.ofTenant()
        && to.underWay < share(to)
        && rest(to).isZero()) {
      all++;
      to.underWay++;
      tenants.merge(tenant, 1, Integer::sum);
      return Optional.empty();
    }
    Duration pause = pause(to);
    if (to.waiting.size() < MOST_COUNTED) {
      to.waiting.add(clock.instant().plus(pause));
    }
    return Optional.of(pause);
  }

  private int share(Endpoint endpoint) {
    if (isDead(endpoint)) {
      return 1;
    }
    return endpoint.known ? limits.toEndpoint() : limits.toNewcomer();
  }

  private static boolean isDead(Endpoint endpoint) {
    return endpoint.unanswered >= DEAD_AFTER;
  }

  /** All that wait ask again about fifty times a second together, however many they are. */
  private Duration pause(Endpoint endpoint) {
    forgetThoseThatAskAgain(endpoint.waiting);
    Duration pause = longer(SHORTEST_PAUSE, PAUSE_OF_EACH.multipliedBy(endpoint.waiting.size()));
    return shorter(longer(pause, rest(endpoint)), LONGEST_PAUSE);
  }

  private void forgetThoseThatAskAgain(PriorityQueue<Instant> waiting) {
    Instant now = clock.instant();
    if (!waiting.isEmpty() && waiting.peek().isAfter(now.plus(LONGEST_PAUSE))) {
      // Nobody waits for so long: the clock went back.
      waiting.clear();
    }
    while (!waiting.isEmpty() && !waiting.peek().isAfter(now)) {
      waiting.remove();
    }
  }

  /** How much longer it is to be left alone; not for ever, if the clock went back. */
  private Duration rest(Endpoint endpoint) {
    if (!isDead(endpoint)) {
      return Duration.ZERO;
    }
    Duration rest = Duration.between(clock.instant(), endpoint.restsUntil);
    return rest.isNegative() || rest.compareTo(LONGEST_REST) > 0 ? Duration.ZERO : rest;
  }

  /** Whether an endpoint has not answered for some time. */
  synchronized boolean isDead(String endpoint) {
    return endpoints.containsKey(endpoint) && isDead(endpoints.get(endpoint));
  }

  /**
   * Gives a turn back.
   *
   * @param answered whether the endpoint answered, whatever it was
   * @return what is to be told of it, if anything
   */
  synchronized Optional<News> give(String endpoint, String tenant, boolean answered) {
    Endpoint from = endpoints.get(endpoint);
    boolean wasDead = isDead(from);
    all--;
    from.underWay--;
    from.known |= answered;
    from.unanswered = answered ? 0 : from.unanswered + 1;
    if (isDead(from)) {
      int doublings = Math.min(from.unanswered - DEAD_AFTER, Integer.SIZE / 4);
      from.restsUntil =
          clock.instant().plus(shorter(Duration.ofSeconds(1L << doublings), LONGEST_REST));
    }
    if (answered && wasDead) {
      // They come back when they come back; the next ones need not wait behind them.
      from.waiting.clear();
    }
    tenants.computeIfPresent(tenant, (key, count) -> count == 1 ? null : count - 1);
    if (wasDead == isDead(from)) {
      return Optional.empty();
    }
    return Optional.of(wasDead ? News.ANSWERS_AGAIN : News.ANSWERS_NO_LONGER);
  }

  /** Gives a turn back of which nothing was made. */
  synchronized void giveUnused(String endpoint, String tenant) {
    all--;
    endpoints.get(endpoint).underWay--;
    tenants.computeIfPresent(tenant, (key, count) -> count == 1 ? null : count - 1);
  }

  /** How many more there may be in all. */
  synchronized int free() {
    return limits.all() - all;
  }

  private void forgetIdle() {
    if (endpoints.size() > MOST_REMEMBERED) {
      endpoints.entrySet().stream()
          .filter(entry -> entry.getValue().underWay == 0)
          .findFirst()
          .map(Map.Entry::getKey)
          .ifPresent(endpoints::remove);
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
