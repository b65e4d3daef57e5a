package dev.switchboard.notification;

import dev.switchboard.error.ApiException;
import dev.switchboard.notification.Delivery.Destination;
import dev.switchboard.webhook.Attempt;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
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

  /** What was asked of {@link Deliveries#due} at once. */
  private static final int PORTION = 64;

  /** Then another call has its turn. */
  private static final int MOST_IN_A_ROW = 32;

  /** For what hinders all of them alike, and is no fault of the endpoint's. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Logger LOG = System.getLogger(OutboxRelay.class.getName());

  private final Deliveries deliveries;
  private final Sender sender;
  private final Signer signer;
  private final Turns turns;
  private final RetrySchedule schedule;
  private final DeliveryFigures figures;
  private final RandomGenerator random;
  private final Executor after;

  /**
   * Made of what it needs.
   *
   * @param after runs the transactions that follow an answer
   */
  OutboxRelay(
      Deliveries deliveries,
      Sender sender,
      Signer signer,
      Turns turns,
      DeliveryFigures figures,
      RandomGenerator random,
      Executor after) {
    this.deliveries = deliveries;
    this.sender = sender;
    this.signer = signer;
    this.turns = turns;
    this.schedule = new RetrySchedule(random);
    this.figures = figures;
    this.random = random;
    this.after = after;
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
    boolean any = false;
    for (Deliveries.Due due : deliveries.due(most)) {
      Optional<Delivery> taken = deliveries.take(due);
      taken.ifPresent(delivery -> begin(delivery, 1));
      any |= taken.isPresent();
    }
    return any;
  }

  /** Sends what was taken if it has a turn, else it comes back later. */
  private void begin(Delivery delivery, int inARow) {
    if (delivery.destination().isEmpty()) {
      deliveries.rests(delivery);
      return;
    }
    Destination destination = delivery.destination().get();
    String endpoint = destination.endpoint();
    String tenant = delivery.owner().tenantId();
    Optional<Duration> wait = turns.take(endpoint, tenant);
    if (wait.isPresent()) {
      deliveries.released(delivery, spread(wait.get()));
      return;
    }
    byte[] body = Envelope.of(delivery.change(), delivery.sequence());
    Map<String, String> headers = new LinkedHashMap<>(headers(delivery));
    try {
      headers.putAll(signer.headers(delivery, destination, body));
    } catch (ApiException e) {
      turns.giveUnused(endpoint, tenant);
      deliveries.released(delivery, spread(PAUSE));
      return;
    }
    sender
        .post(destination.url(), headers, body)
        .thenAcceptAsync(attempt -> settle(delivery, destination, attempt, inARow), after);
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
  private void settle(Delivery delivery, Destination destination, Attempt attempt, int inARow) {
    giveBack(delivery, destination, attempt);
    try {
      if (attempt instanceof Attempt.Accepted) {
        figures.sent();
        deliveries
            .sent(delivery, inARow < MOST_IN_A_ROW)
            .ifPresent(next -> begin(next, inARow + 1));
      } else if (attempt.isOurDoing()) {
        deliveries.released(delivery, spread(PAUSE));
      } else {
        failed(delivery, destination, attempt);
      }
    } catch (RuntimeException e) {
      // Whatever it is, others go on: this one is tried again when its lease is over.
      LOG.log(Level.DEBUG, "what became of a notification could not be noted", e);
    }
  }

  private void giveBack(Delivery delivery, Destination destination, Attempt attempt) {
    String endpoint = destination.endpoint();
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

  private void failed(Delivery delivery, Destination destination, Attempt attempt) {
    figures.failed();
    Optional<Duration> wanted =
        attempt instanceof Attempt.Refused refused ? refused.retryAfter() : Optional.empty();
    Optional<Duration> pause =
        attempt.isWorthRetrying()
            ? schedule.pause(delivery.attempts() + 1, wanted)
            : Optional.empty();
    if (pause.isPresent()) {
      deliveries.postponed(delivery, pause.get(), attempt.sentence());
      return;
    }
    figures.buried();
    LOG.log(
        Level.WARNING,
        "Notification {0} of call {1} to {2} is given up after {3} attempts: {4}.",
        delivery.sequence(),
        delivery.callId(),
        destination.endpoint(),
        delivery.attempts() + 1,
        attempt.sentence());
    deliveries.buried(delivery, attempt.sentence());
  }
}
