package dev.switchboard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.support.Receiver;
import dev.switchboard.support.Receiver.Answer;
import dev.switchboard.webhook.Attempt.Accepted;
import dev.switchboard.webhook.Attempt.Cause;
import dev.switchboard.webhook.Attempt.Failed;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** That one deadline ends everything, whatever a receiver does or leaves undone. */
class WebhookDeadlineTest extends WebhookClientScene {

  @Test
  void silenceEndsAtTheDeadline() {
    Receiver receiver = plain().otherwise(Answer.silence());

    Attempt attempt = of(client(SHORT).post(receiver.url("/"), Map.of(), BODY));

    assertThat(attempt)
        .isEqualTo(
            new Failed(
                Cause.DEADLINE, "localhost:%d did not answer in time".formatted(receiver.port())));
    assertThat(attempt.isWorthRetrying()).isTrue();
    await().until(() -> receiver.openConnections() == 0);
  }

  @Test
  void headThatComesByteByByteEndsAtTheDeadline() {
    Receiver receiver =
        plain()
            .otherwise(
                Answer.slowly("HTTP/1.1 200 OK\r\n" + "x: y\r\n".repeat(50), SHORT.dividedBy(3)));

    assertThat(cause(of(client(SHORT).post(receiver.url("/"), Map.of(), BODY))))
        .isEqualTo(Cause.DEADLINE);
    await().until(() -> receiver.openConnections() == 0);
  }

  @Test
  void bodyThatComesByteByByteEndsAtTheDeadlineAndHasAnswered() {
    Receiver receiver =
        plain()
            .otherwise(
                wire -> {
                  wire.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                  Answer.slowly("x".repeat(1000), SHORT.dividedBy(3)).to(wire);
                });

    assertThat(of(client(SHORT).post(receiver.url("/"), Map.of(), BODY)))
        .isEqualTo(new Accepted(200));
    await().until(() -> receiver.openConnections() == 0);
  }

  @Test
  void interimAnswersWithoutEndEndAtTheDeadline() {
    Receiver receiver =
        plain()
            .otherwise(
                wire -> {
                  while (true) {
                    wire.write("HTTP/1.1 102 Processing\r\n\r\n");
                    wire.pause(Duration.ofMillis(1));
                  }
                });

    assertThat(cause(of(client(SHORT).post(receiver.url("/"), Map.of(), BODY))))
        .isEqualTo(Cause.DEADLINE);
    await().until(() -> receiver.openConnections() == 0);
  }

  @Test
  void receiverThatDoesNotReadEndsAtTheDeadline() {
    Receiver receiver = plain().beforeTheBody(wire -> wire.pause(LONG));

    assertThat(cause(of(client(SHORT).post(receiver.url("/"), Map.of(), new byte[64 << 20]))))
        .isEqualTo(Cause.DEADLINE);
  }

  @Test
  void handshakeThatIsNotAnsweredEndsAtTheDeadline() {
    Receiver receiver = plain().insteadOfReading(Answer.silence());
    URI url = receiver.secureUrl("localhost", "/");

    Attempt attempt = of(client(SHORT).post(url, Map.of(), BODY));

    assertThat(attempt)
        .isEqualTo(
            new Failed(
                Cause.DEADLINE,
                "the TLS handshake with localhost:%d did not end in time"
                    .formatted(receiver.port())));
    await().until(() -> receiver.openConnections() == 0);
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void connectionIsFreeAgainAfterTheDeadline() {
    Receiver receiver = plain().then(Answer.silence(), Answer.silence());
    WebhookClient client = client(new WebhookClient.Limits(SHORT, 1, 1, 4));

    assertThat(cause(of(client.post(receiver.url("/1"), Map.of(), BODY))))
        .isEqualTo(Cause.DEADLINE);
    assertThat(cause(of(client.post(receiver.url("/2"), Map.of(), BODY))))
        .isEqualTo(Cause.DEADLINE);
    await().until(() -> of(client.post(receiver.url("/3"), Map.of(), BODY)) instanceof Accepted);
  }

  @Test
  void waitForAConnectionEndsAtTheDeadline() {
    Receiver receiver = plain().otherwise(Answer.silence());
    WebhookClient client = client(new WebhookClient.Limits(SHORT, 1, 10, 4));

    CompletionStage<Attempt> first = client.post(receiver.url("/1"), Map.of(), BODY);
    CompletionStage<Attempt> second = client.post(receiver.url("/2"), Map.of(), BODY);

    assertThat(cause(of(first))).isEqualTo(Cause.DEADLINE);
    assertThat(cause(of(second))).isEqualTo(Cause.DEADLINE);
  }
}
