package dev.switchboard.notification;

import dev.switchboard.error.ApiException;
import dev.switchboard.notification.Delivery.Destination;
import dev.switchboard.webhook.Attempt;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sends what was written, after the commit and in no transaction: for each call and audience one
 * notification at a time, in their order, until it has arrived or is given up. Every node has one;
 * who sends what is decided by {@link Deliveries}.
 */
final class OutboxRelay {

  /** Sends one message. */
  interface Sender {

    /** As {@link dev.switchboard.webhook.WebhookClient#post}. */
    CompletionStage<Attempt> post(URI endpoint, Map<String, String> headers, byte[] body);
  }

  /** Shows where a message comes from. */
  interface Signer {

    /**
     * The headers that show it.
     *
     * @throws ApiException 503 if the keys cannot be read just now
     */
    Map<String, String> headers(Delivery delivery, Destination destination, byte[] body);
  }

  /** Lets pass the time that there has to be between two pieces of work. */
  interface Pace {

    /** As {@link dev.switchboard.admission.BackgroundPace#of}. */
    <T> T of(Supplier<T> piece);

    /** As {@link dev.switchboard.admission.BackgroundPace#isSlow}. */
    boolean isSlow();
  }

  /** What was asked of {@link Deliveries#due} at once. */
  private static final int PORTION = 64;

  /** Then another call has its turn. */
  private static final int MOST_IN_A_ROW = 32;

  /** More than the schedule takes with its longest pauses, and some that an endpoint asked for. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(6);

  /** For what hinders all of them alike, and is no fault of the endpoint's. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final String NO_ANSWER_FOR_HOURS =
      "the endpoint has not answered for %d hours".formatted(LONGEST_WAIT.toHours());

  private static final Logger LOG = System.getLogger(OutboxRelay.class.getName());

  private final Deliveries deliveries;
  private final Sender sender;
  private final Signer signer;
  private final Turns turns;
  private final RetrySchedule schedule;
  private final DeliveryFigures figures;
  private final Clock clock;
  private final RandomGenerator random;
  private final Executor after;
  private final Pace pace;
  private volatile boolean stopped;

  /**
   * Made of what it needs.
   *
   * @param after runs the transactions that follow an answer
   * @param pace at which all of it goes
   */
  OutboxRelay(
      Deliveries deliveries,
      Sender sender,
      Signer signer,
      Turns turns,
      DeliveryFigures figures,
      Clock clock,
      RandomGenerator random,
      Executor after,
      Pace pace) {
    this.deliveries = deliveries;
    this.sender = sender;
    this.signer = signer;
    this.turns = turns;
    this.schedule = new RetrySchedule(random);
    this.figures = figures;
    this.clock = clock;
    this.random = random;
    this.after = after;
    this.pace = pace;
  }

  /**
   * Begins to deliver what is due, as far as there are turns; waits for no endpoint.
   *
   * @return whether there may be more to do at once
   */
  boolean deliver() {
    int most = Math.min(PORTION, turns.free());
    if (most == 0) {
      return false;
    }
    Instant now = clock.instant();
    Parking parking = new Parking();
    boolean any = false;
    RuntimeException failure = null;
    for (Deliveries.Due due : pace.of(() -> deliveries.due(most))) {
      if (stopped) {
        break;
      }
      try {
        any |= pace.of(() -> begin(due, now, parking));
      } catch (ApiException e) {
        // The database cannot do it just now, for none of them.
        throw e;
      } catch (RuntimeException e) {
        // It is this one's own fault, and the others are none the worse for it.
        failure = e;
      }
    }
    any |= parking.close();
    if (failure != null) {
      throw failure;
    }
    return any;
  }

  /** Begins nothing more, not even what it has found to be due. */
  void stop() {
    stopped = true;
  }

  /** Those that found no turn, by their endpoints: they are put off together. */
  private final class Parking {

    private final Map<String, List<Deliveries.Due>> dues = new LinkedHashMap<>();
    private final Map<String, Duration> pauses = new HashMap<>();

    void add(Deliveries.Due due, String endpoint, Duration pause) {
      dues.computeIfAbsent(endpoint, to -> new ArrayList<>()).add(due);
      pauses.put(endpoint, pause);
    }

    /** Returns whether there were any. */
    boolean close() {
      return !dues.isEmpty() && pace.of(this::park);
    }

    private boolean park() {
      dues.forEach((endpoint, all) -> deliveries.parked(all, spread(pauses.get(endpoint))));
      return true;
    }
  }

  /** Returns whether it was due and nobody else had it. */
  private boolean begin(Deliveries.Due due, Instant now, Parking parking) {
    if (due.endpoint().isEmpty()) {
      return take(due, deliveries::rests);
    }
    String endpoint = due.endpoint().get();
    if (isHopeless(due, endpoint, now)) {
      return take(due, delivery -> giveUp(delivery, endpoint, NO_ANSWER_FOR_HOURS));
    }
    Optional<Duration> wait = turns.take(endpoint, due.owner().tenantId());
    if (wait.isPresent()) {
      parking.add(due, endpoint, wait.get());
      return false;
    }
    return takeAndSend(due, endpoint);
  }

  /** What a dead endpoint has been owed for longer than the whole schedule takes. */
  private boolean isHopeless(Deliveries.Due due, String endpoint, Instant now) {
    return turns.isDead(endpoint) && Duration.between(due.since(), now).compareTo(LONGEST_WAIT) > 0;
  }

  private boolean take(Deliveries.Due due, Consumer<Delivery> work) {
    Optional<Delivery> taken = deliveries.take(due);
    taken.ifPresent(work);
    return taken.isPresent();
  }

  /** With a turn, which is given back if nothing comes of it. */
  private boolean takeAndSend(Deliveries.Due due, String endpoint) {
    boolean begun = false;
    try {
      Optional<Delivery> taken = deliveries.take(due);
      begun = taken.isPresent() && send(taken.get(), endpoint, 1);
      return taken.isPresent();
    } finally {
      if (!begun) {
        turns.giveUnused(endpoint, due.owner().tenantId());
      }
    }
  }

  /**
   * Sends what was taken, with the turn that there is for its endpoint.
   *
   * @return whether an attempt has begun; if not, the delivery is released
   */
  private boolean send(Delivery delivery, String endpoint, int inARow) {
    Optional<Destination> destination =
        delivery.destination().filter(to -> to.endpoint().equals(endpoint));
    if (destination.isEmpty()) {
      // It goes elsewhere since a moment ago.
      deliveries.released(delivery, Duration.ZERO);
      return false;
    }
    byte[] body = Envelope.of(delivery.change(), delivery.sequence());
    Map<String, String> headers = new LinkedHashMap<>(headers(delivery));
    try {
      headers.putAll(signer.headers(delivery, destination.get(), body));
    } catch (ApiException e) {
      deliveries.released(delivery, spread(PAUSE));
      return false;
    }
    sender
        .post(destination.get().url(), headers, body)
        .thenAcceptAsync(attempt -> settle(delivery, endpoint, attempt, inARow), after);
    return true;
  }

  /**
   * From half as long to half as long again, so that what waits together does not come together.
   */
  private Duration spread(Duration pause) {
    return Duration.ofMillis(Math.round(pause.toMillis() * (0.5 + random.nextDouble())));
  }

  private static Map<String, String> headers(Delivery delivery) {
    String call = delivery.callId().toString();
    return Map.of(
        "Content-Type",
        "application/json; charset=utf-8",
        "Accept",
        "application/json",
        "User-Agent",
        "Switchboard/1.0 (Calling/1.0)",
        "X-Microsoft-Skype-Message-ID",
        delivery.messageId().toString(),
        "X-Microsoft-Skype-Chain-ID",
        call,
        "Scenario-Id",
        call);
  }

  /** What an attempt means for the next one; if that cannot be noted, the lease runs out. */
  private void settle(Delivery delivery, String endpoint, Attempt attempt, int inARow) {
    giveBack(delivery, endpoint, attempt);
    try {
      if (attempt instanceof Attempt.Accepted) {
        figures.sent();
        // What has been sent is noted without a rest, before its lease is over: only what begins
        // can wait.
        boolean more = inARow < MOST_IN_A_ROW && !pace.isSlow();
        Optional<Delivery> next = deliveries.sent(delivery, more);
        next.ifPresent(behind -> goOn(behind, endpoint, inARow + 1));
      } else if (attempt.isOurDoing()) {
        deliveries.released(delivery, spread(PAUSE));
      } else {
        failed(delivery, endpoint, attempt);
      }
    } catch (RuntimeException e) {
      // Whatever it is, others go on: this one is tried again when its lease is over.
      LOG.log(Level.DEBUG, "what became of a notification could not be noted", e);
    }
  }

  private void goOn(Delivery delivery, String endpoint, int inARow) {
    String tenant = delivery.owner().tenantId();
    Optional<Duration> wait = turns.take(endpoint, tenant);
    if (wait.isPresent()) {
      deliveries.released(delivery, spread(wait.get()));
      return;
    }
    boolean begun = false;
    try {
      begun = send(delivery, endpoint, inARow);
    } finally {
      if (!begun) {
        turns.giveUnused(endpoint, tenant);
      }
    }
  }

  private void giveBack(Delivery delivery, String endpoint, Attempt attempt) {
    String tenant = delivery.owner().tenantId();
    if (attempt.isOurDoing()) {
      turns.giveUnused(endpoint, tenant);
      return;
    }
    turns
        .give(endpoint, tenant, attempt.isAnswered())
        .ifPresent(
            news -> {
              switch (news) {
                case ANSWERS_NO_LONGER ->
                    LOG.log(
                        Level.WARNING,
                        "Notifications to {0} do not arrive: {1}. They are tried again.",
                        endpoint,
                        attempt.sentence());
                case ANSWERS_AGAIN ->
                    LOG.log(Level.INFO, "{0} answers to notifications again.", endpoint);
              }
            });
  }

  private void failed(Delivery delivery, String endpoint, Attempt attempt) {
    figures.failed();
    Optional<Duration> wanted =
        attempt instanceof Attempt.Refused refused ? refused.retryAfter() : Optional.empty();
    Optional<Duration> pause =
        attempt.isWorthRetrying()
            ? schedule.pause(delivery.attempts() + 1, wanted)
            : Optional.empty();
    if (pause.isPresent()) {
      deliveries.postponed(delivery, pause.get(), attempt.sentence());
    } else {
      giveUp(delivery, endpoint, attempt.sentence());
    }
  }

  private void giveUp(Delivery delivery, String endpoint, String reason) {
    figures.buried();
    LOG.log(
        Level.WARNING,
        "Notification {0} of call {1} to {2} is given up: {3}.",
        delivery.sequence(),
        delivery.callId(),
        endpoint,
        reason);
    deliveries.buried(delivery, reason);
  }
}
