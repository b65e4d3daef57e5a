package dev.switchboard.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.error.ApiException;
import dev.switchboard.support.VirtualClock;
import dev.switchboard.webhook.Attempt;
import dev.switchboard.webhook.Attempt.Cause;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When what is sent, in virtual time. */
class OutboxRelayTest {

  private static final Attempt ACCEPTED = new Attempt.Accepted(202);
  private static final Attempt REFUSED = new Attempt.Refused(500, Optional.empty());
  private static final Attempt SILENCE =
      new Attempt.Failed(Cause.DEADLINE, "there was no answer in time");
  private static final String ENDPOINT = "https://bot.example/calls";
  private static final String OTHER = "https://other.example/calls";

  /** The moment of each attempt after the first, and a fifth more or less. */
  private static final List<Duration> SCHEDULE =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2));

  /** What was sent, and its answer, which may be given later. */
  private record Sending(
      Instant at,
      URI endpoint,
      String call,
      int sequence,
      String id,
      CompletableFuture<Attempt> answer) {}

  private final VirtualClock clock = new VirtualClock(Instant.parse("2030-01-01T00:00:00Z"));
  private final MemoryDeliveries deliveries = new MemoryDeliveries(clock);
  private final List<Sending> sendings = new ArrayList<>();
  private final DeliveryFigures figures = new DeliveryFigures();
  private final CountingPace pace = new CountingPace();
  private boolean keysAreAway;
  private Function<Sending, Optional<Attempt>> answers = sending -> Optional.of(ACCEPTED);
  private final OutboxRelay relay = relay();

  private OutboxRelay relay() {
    return new OutboxRelay(
        deliveries,
        this::post,
        (delivery, destination, body) -> {
          if (keysAreAway) {
            throw ApiException.unavailable("away");
          }
          return Map.of("webhook-id", delivery.messageId().toString());
        },
        new Turns(new Turns.Limits(256, 128, 8, 2), clock),
        figures,
        clock,
        new Random(7),
        Runnable::run,
        pace);
  }

  private CompletionStage<Attempt> post(URI endpoint, Map<String, String> headers, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    Sending sending =
        new Sending(
            clock.instant(),
            endpoint,
            headers.get("Scenario-Id"),
            Integer.parseInt(text.replaceFirst(".*@switchboard.sequence\":([0-9]+).*", "$1")),
            headers.get("webhook-id"),
            new CompletableFuture<>());
    sendings.add(sending);
    answers.apply(sending).ifPresent(sending.answer()::complete);
    return sending.answer();
  }

  private void answerAll(Attempt attempt) {
    answers = sending -> Optional.of(attempt);
  }

  private void answerNobody() {
    answers = sending -> Optional.empty();
  }

  private void run() {
    boolean more = true;
    while (more) {
      more = relay.deliver();
    }
  }

  /** As the thread does it: it looks twice a second. */
  private void runFor(Duration time) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      run();
      clock.pass(Duration.ofMillis(500));
    }
    run();
  }

  private List<Integer> sequences(UUID call) {
    return of(call).stream().map(Sending::sequence).toList();
  }

  private List<Sending> of(UUID call) {
    return sendings.stream().filter(sending -> sending.call().equals(call.toString())).toList();
  }

  @Test
  void notificationsOfACallAreSentInTheirOrder() {
    UUID call = deliveries.call(ENDPOINT, 100);

    run();

    assertThat(sequences(call)).hasSize(100).isSorted().doesNotHaveDuplicates();
    assertThat(figures.getSent()).isEqualTo(100);
  }

  @Test
  void lookingForWorkAndEachBeginningArePieces() {
    deliveries.call(ENDPOINT, 5);
    deliveries.call(ENDPOINT, 5);
    answerNobody();
    relay.deliver();
    assertThat(pace.pieces()).isEqualTo(1 + 2);
  }

  /** What has been sent must be noted before its lease is over, so no rest comes before that. */
  @Test
  void whatHasBeenSentIsNotedAtOnce() {
    deliveries.call(ENDPOINT, 5);
    answerNobody();
    relay.deliver();
    int pieces = pace.pieces();
    answerAll(ACCEPTED);
    sendings.get(0).answer().complete(ACCEPTED);

    assertThat(sendings).hasSize(5);
    assertThat(pace.pieces()).isEqualTo(pieces);
  }

  @Test
  void whileItIsSlowEachOneBeginsAnew() {
    pace.becomeSlow();
    UUID call = deliveries.call(ENDPOINT, 5);

    relay.deliver();
    assertThat(sendings).hasSize(1);
    relay.deliver();
    assertThat(sendings).hasSize(2);
    run();
    assertThat(sequences(call)).containsExactly(1, 2, 3, 4, 5);
  }

  /** Between two that begin there may be a rest, and nobody waits for it to stop the service. */
  @Test
  void nothingBeginsOnceItIsStopped() {
    deliveries.call(ENDPOINT, 1);
    deliveries.call(ENDPOINT, 1);
    answers =
        sending -> {
          relay.stop();
          return Optional.of(ACCEPTED);
        };

    relay.deliver();

    assertThat(sendings).hasSize(1);
  }

  @Test
  void nextOneWaitsUntilTheOneBeforeHasArrived() {
    answerNobody();
    UUID call = deliveries.call(ENDPOINT, 2);
    run();
    clock.pass(Duration.ofSeconds(9));
    run();
    assertThat(sequences(call)).containsExactly(1);

    of(call).get(0).answer().complete(ACCEPTED);

    assertThat(sequences(call)).containsExactly(1, 2);
  }

  @Test
  void failedOneIsTriedByTheScheduleAndThenGivenUp() {
    answerAll(REFUSED);
    UUID call = deliveries.call(ENDPOINT, 1);

    runFor(Duration.ofHours(6));

    List<Sending> attempts = of(call);
    assertThat(attempts).hasSize(SCHEDULE.size() + 1);
    for (int i = 0; i < SCHEDULE.size(); i++) {
      Duration pause = Duration.between(attempts.get(i).at(), attempts.get(i + 1).at());
      long planned = SCHEDULE.get(i).toMillis();
      assertThat(pause.toMillis()).isBetween(planned * 8 / 10, planned * 12 / 10 + 500);
    }
    assertThat(attempts.stream().map(Sending::id).distinct()).hasSize(1);
    assertThat(deliveries.dead(call)).isEqualTo(Map.of(1, "it was answered with 500"));
    assertThat(figures.getGivenUp()).isEqualTo(1);
    assertThat(figures.getFailedAttempts()).isEqualTo(SCHEDULE.size() + 1L);
  }

  @Test
  void whatIsBehindOneThatIsGivenUpIsSent() {
    answers = sending -> Optional.of(sending.sequence() == 1 ? new Attempt.Gone() : ACCEPTED);
    UUID call = deliveries.call(ENDPOINT, 3);

    run();

    assertThat(sequences(call)).containsExactly(1, 2, 3);
    assertThat(deliveries.dead(call)).containsOnlyKeys(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 400, 401, 403, 404})
  void refusalForGoodIsNotTriedAgain(int status) {
    answerAll(new Attempt.Refused(status, Optional.empty()));
    UUID call = deliveries.call(ENDPOINT, 1);

    runFor(Duration.ofHours(5));

    assertThat(sequences(call)).containsExactly(1);
    assertThat(deliveries.dead(call)).containsOnlyKeys(1);
  }

  @Test
  void endpointIsLeftAloneForAsLongAsItAsks() {
    answerAll(new Attempt.Refused(429, Optional.of(Duration.ofMinutes(7))));
    UUID call = deliveries.call(ENDPOINT, 1);
    run();
    clock.pass(Duration.ofMinutes(7).minusSeconds(1));
    run();
    assertThat(sequences(call)).containsExactly(1);

    clock.pass(Duration.ofSeconds(1));
    run();

    assertThat(sequences(call)).containsExactly(1, 1);
  }

  @Test
  void stuckHeadBlocksItsOwnCallOnly() {
    UUID stuck = deliveries.call(ENDPOINT, 2);
    answers = sending -> Optional.of(sending.call().equals(stuck.toString()) ? REFUSED : ACCEPTED);
    List<UUID> others = new ArrayList<>();
    for (int i = 0; i < 999; i++) {
      others.add(deliveries.call(ENDPOINT, 2));
    }

    run();

    assertThat(others).allSatisfy(call -> assertThat(sequences(call)).containsExactly(1, 2));
    assertThat(sequences(stuck)).containsExactly(1);
  }

  @Test
  void ofAThousandEndpointsATenthIsDeadAndTheOthersDoNotNotice() {
    List<UUID> healthy = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      boolean dead = i % 10 == 0;
      UUID call = deliveries.call("https://%s%d.example/".formatted(dead ? "dead" : "live", i), 1);
      if (!dead) {
        healthy.add(call);
      }
    }
    answers =
        sending ->
            sending.endpoint().getHost().startsWith("dead")
                ? Optional.empty()
                : Optional.of(ACCEPTED);

    run();

    Instant begun = clock.instant();
    assertThat(healthy)
        .allSatisfy(
            call -> {
              assertThat(sequences(call)).containsExactly(1);
              assertThat(of(call).get(0).at()).isEqualTo(begun);
            });
  }

  @Test
  void deadEndpointOfManyCallsTakesOneTurn() {
    answerNobody();
    for (int i = 0; i < 1_000; i++) {
      deliveries.call(ENDPOINT, 1);
    }
    // Each attempt ends after ten seconds without an answer.
    for (int i = 0; i < 12; i++) {
      runFor(Duration.ofSeconds(10));
      List.copyOf(sendings).forEach(sending -> sending.answer().complete(SILENCE));
    }
    long before = sendings.size();

    runFor(Duration.ofSeconds(9));
    UUID other = deliveries.call(OTHER, 1);
    answers = sending -> Optional.of(ACCEPTED);
    run();

    assertThat(sendings.size() - before).isLessThanOrEqualTo(3);
    assertThat(sequences(other)).containsExactly(1);
  }

  @Test
  void whatADeadEndpointIsOwedForHoursIsGivenUpWithoutAnAttemptOfItsOwn() {
    answerAll(SILENCE);
    for (int i = 0; i < 500; i++) {
      deliveries.call(ENDPOINT, 1);
    }

    // Whoever was tried shortly before that comes back once more, after his longest pause.
    runFor(Duration.ofHours(9));

    assertThat(deliveries.calls())
        .allSatisfy(call -> assertThat(deliveries.dead(call)).containsOnlyKeys(1));
    assertThat(figures.getGivenUp()).isEqualTo(500);
    assertThat(sendings).hasSizeLessThan(2 * 9 * 3600 / 30);
  }

  @Test
  void whatWaitsForAnEndpointThatIsBusyIsNotGivenUp() {
    answerNobody();
    for (int i = 0; i < 20; i++) {
      deliveries.call(ENDPOINT, 1);
    }
    run();

    clock.pass(Duration.ofHours(7));
    run();

    assertThat(figures.getGivenUp()).isZero();
  }

  @Test
  void endpointThatAnswersAgainGetsAllThatWaited() {
    answerAll(SILENCE);
    for (int i = 0; i < 100; i++) {
      deliveries.call(ENDPOINT, 3);
    }
    runFor(Duration.ofMinutes(1));

    answerAll(ACCEPTED);
    // The longest pause that any of them can have by then, and that of an endpoint that was dead.
    runFor(Duration.ofMinutes(4));

    assertThat(deliveries.calls())
        .allSatisfy(call -> assertThat(deliveries.next(call)).isEqualTo(4))
        .allSatisfy(
            call -> assertThat(sequences(call).stream().distinct()).containsExactly(1, 2, 3));
  }

  @Test
  void relayThatIsPausedPastItsLeaseIsNotHeard() {
    answerNobody();
    UUID call = deliveries.call(ENDPOINT, 2);
    run();
    clock.pass(DeliveryService.LEASE);
    relay().deliver();
    Sending paused = of(call).get(0);
    Sending second = of(call).get(1);
    assertThat(second.sequence()).isEqualTo(1);
    assertThat(second.id()).isEqualTo(paused.id());

    paused.answer().complete(ACCEPTED);
    assertThat(deliveries.next(call)).isEqualTo(1);
    second.answer().complete(ACCEPTED);

    assertThat(deliveries.next(call)).isEqualTo(2);
    assertThat(sequences(call)).containsExactly(1, 1, 2);
  }

  @Test
  void whatEndedBecauseThisNodeStopsIsNoFailedAttempt() {
    answerAll(new Attempt.Failed(Cause.CLOSED, "the service stops"));
    UUID call = deliveries.call(ENDPOINT, 1);

    run();

    assertThat(deliveries.attempts(call)).isZero();
    assertThat(figures.getFailedAttempts()).isZero();
    answerAll(ACCEPTED);
    runFor(Duration.ofSeconds(2));
    assertThat(deliveries.next(call)).isEqualTo(2);
  }

  @Test
  void withoutKeysNothingIsSent() {
    keysAreAway = true;
    UUID call = deliveries.call(ENDPOINT, 1);
    runFor(Duration.ofMinutes(1));
    assertThat(sendings).isEmpty();

    keysAreAway = false;
    runFor(Duration.ofSeconds(2));

    assertThat(sequences(call)).containsExactly(1);
  }

  @Test
  void whatCannotBeReadHoldsNobodyElseUp() {
    UUID unreadable = deliveries.call(ENDPOINT, 1);
    UUID call = deliveries.call(ENDPOINT, 3);
    deliveries.unreadable = unreadable;

    for (int i = 0; i < 10; i++) {
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(relay::deliver);
    }

    assertThat(sequences(call)).containsExactly(1, 2, 3);
  }

  @Test
  void turnIsGivenBackIfTheDatabaseFails() {
    UUID call = deliveries.call(ENDPOINT, 1);
    deliveries.failing = true;
    for (int i = 0; i < 1_000; i++) {
      assertThatExceptionOfType(ApiException.class).isThrownBy(relay::deliver);
    }

    deliveries.failing = false;
    run();

    assertThat(sequences(call)).containsExactly(1);
  }

  @Test
  void callWithoutACallbackUriRests() {
    UUID call = deliveries.call("", 1);

    run();

    assertThat(sendings).isEmpty();
    assertThat(deliveries.next(call)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, -2})
  void clockThatJumpsLosesAndReordersNothing(long hours) {
    answerNobody();
    UUID call = deliveries.call(ENDPOINT, 3);
    run();
    clock.pass(Duration.ofHours(hours));
    run();
    answerAll(ACCEPTED);
    List.copyOf(sendings).forEach(sending -> sending.answer().complete(ACCEPTED));

    runFor(Duration.ofHours(3));

    assertThat(deliveries.next(call)).isEqualTo(4);
    assertThat(sequences(call).stream().distinct()).containsExactly(1, 2, 3);
    assertThat(sequences(call)).isSorted();
  }
}
