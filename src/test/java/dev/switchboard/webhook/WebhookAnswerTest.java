package dev.switchboard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.support.Receiver;
import dev.switchboard.support.Receiver.Answer;
import dev.switchboard.webhook.Attempt.Accepted;
import dev.switchboard.webhook.Attempt.Cause;
import dev.switchboard.webhook.Attempt.Gone;
import dev.switchboard.webhook.Attempt.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a notification by what is answered to it, and of answers that are none. */
class WebhookAnswerTest extends WebhookClientScene {

  // ---- what is answered

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 206, 299})
  void success(int status) {
    Attempt attempt = answered(Answer.content(status, status == 204 ? "" : "ok"));

    assertThat(attempt).isEqualTo(new Accepted(status));
    assertThat(attempt.isWorthRetrying()).isFalse();
    assertThat(attempt.sentence()).contains(String.valueOf(status));
  }

  @Test
  void goneIsForever() {
    Attempt attempt = answered(Answer.status(410, "Retry-After: 1"));

    assertThat(attempt).isEqualTo(new Gone());
    assertThat(attempt.isWorthRetrying()).isFalse();
    assertThat(attempt.sentence()).contains("gone");
  }

  @ParameterizedTest
  @CsvSource({
    "300, false",
    "304, false",
    "400, false",
    "401, false",
    "403, false",
    "404, false",
    "407, false",
    "408, true",
    "413, false",
    "425, false",
    "429, true",
    "451, false",
    "500, true",
    "501, true",
    "502, true",
    "503, true",
    "504, true",
    "599, true",
    "999, true"
  })
  void refusal(int status, boolean worthRetrying) {
    Attempt attempt = answered(Answer.status(status, "WWW-Authenticate: Basic", "Set-Cookie: a=b"));

    assertThat(attempt).isEqualTo(new Refused(status, Optional.empty()));
    assertThat(attempt.isWorthRetrying()).isEqualTo(worthRetrying);
    assertThat(attempt.sentence()).contains(String.valueOf(status));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429|Retry-After: 7|PT7S",
        "429|Retry-After: Thu, 31 Jan 2030 10:21:00 GMT|PT30S",
        "503|retry-after:120|PT2M",
        "503|Retry-After: 999999|PT2H",
        "429|Retry-After: soon|",
        "503|X: y|"
      })
  void pauseThatTheReceiverWantsIsKnown(int status, String field, Duration pause) {
    assertThat(answered(Answer.status(status, field)))
        .isEqualTo(new Refused(status, Optional.ofNullable(pause)));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectIsNotFollowed(int status) {
    Receiver inside = plain();
    Receiver receiver =
        plain().otherwise(Answer.status(status, "Location: " + inside.url("/inside")));

    Attempt attempt = of(client(LONG).post(receiver.url("/"), Map.of(), BODY));

    assertThat(attempt).isEqualTo(new Refused(status, Optional.empty()));
    assertThat(attempt.isWorthRetrying()).isFalse();
    assertThat(receiver.requests()).hasSize(1);
    assertThat(inside.connections()).isZero();
  }

  @Test
  void nothingIsSentTwice() {
    Receiver receiver =
        plain()
            .then(
                Answer.cutAfter(""),
                Answer.status(401, "WWW-Authenticate: Basic"),
                Answer.status(503, "Retry-After: 0"),
                Answer.status(408));
    WebhookClient client = client(LONG);

    for (int i = 0; i < 4; i++) {
      of(client.post(receiver.url("/"), Map.of(), BODY));
    }

    assertThat(receiver.requests()).hasSize(4);
  }

  @Test
  void cookiesAreNotKept() {
    Receiver receiver = plain().otherwise(Answer.status(200, "Set-Cookie: a=b; Path=/"));
    WebhookClient client = client(LONG);

    for (int i = 0; i < 2; i++) {
      of(client.post(receiver.url("/"), Map.of(), BODY));
    }

    assertThat(receiver.requests())
        .hasSize(2)
        .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("cookie"));
  }

  @Test
  void interimAnswersAreNoAnswer() {
    String interim = "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n";

    assertThat(
            answered(
                wire -> {
                  wire.write(interim.repeat(3));
                  Answer.status(201).to(wire);
                }))
        .isEqualTo(new Accepted(201));
  }

  @Test
  void answerBeforeTheWholeRequestCounts() {
    // More than the buffers of both sides hold.
    byte[] body = new byte[64 << 20];
    Receiver receiver =
        plain()
            .beforeTheBody(
                wire -> {
                  Answer.status(413).to(wire);
                  wire.awaitEndOfClient();
                });

    assertThat(of(client(LONG).post(receiver.url("/"), Map.of(), body)))
        .isEqualTo(new Refused(413, Optional.empty()));
  }

  // ---- bodies of answers

  @Test
  void hugeBodyIsNotRead() {
    Receiver receiver = plain().then(Answer.huge(200, GIGABYTE));

    assertThat(of(client(LONG).post(receiver.url("/"), Map.of(), BODY)))
        .isEqualTo(new Accepted(200));
    await().until(() -> receiver.openConnections() == 0);
    assertThat(receiver.sent()).isLessThan(BUFFERED);
  }

  @Test
  void endlessChunksAreNotRead() {
    Receiver receiver = plain().then(Answer.endless(500));

    assertThat(of(client(LONG).post(receiver.url("/"), Map.of(), BODY)))
        .isEqualTo(new Refused(500, Optional.empty()));
    await().until(() -> receiver.openConnections() == 0);
    assertThat(receiver.sent()).isLessThan(BUFFERED);
  }

  @Test
  void zipBombIsNotUnpacked() {
    Receiver receiver = plain().then(Answer.zipBomb(200, 100 * GIGABYTE));

    assertThat(of(client(LONG).post(receiver.url("/"), Map.of(), BODY)))
        .isEqualTo(new Accepted(200));
    await().until(() -> receiver.openConnections() == 0);
    assertThat(receiver.sent()).isLessThan(BUFFERED);
    assertThat(receiver.requests().get(0).headers()).doesNotContainKey("accept-encoding");
  }

  @Test
  void endlessHeadIsNotRead() {
    Receiver receiver =
        plain()
            .then(
                wire -> {
                  wire.write("HTTP/1.1 200 OK\r\n");
                  while (true) {
                    wire.write("x: y\r\n".repeat(1000));
                  }
                });

    assertThat(cause(of(client(LONG).post(receiver.url("/"), Map.of(), BODY))))
        .isEqualTo(Cause.PROTOCOL);
    await().until(() -> receiver.openConnections() == 0);
    assertThat(receiver.sent()).isLessThan(BUFFERED);
  }

  @Test
  void endlessLineIsNotRead() {
    Receiver receiver =
        plain()
            .then(
                wire -> {
                  wire.write("HTTP/1.1 200 OK\r\nx: ");
                  while (true) {
                    wire.write("y".repeat(10_000));
                  }
                });

    assertThat(cause(of(client(LONG).post(receiver.url("/"), Map.of(), BODY))))
        .isEqualTo(Cause.PROTOCOL);
    await().until(() -> receiver.openConnections() == 0);
    assertThat(receiver.sent()).isLessThan(BUFFERED);
  }

  // ---- answers that are none

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n"})
  void connectionThatEndsInTheMidstOfAHeadIsNoAnswer(String part) {
    Attempt attempt = answered(Answer.cutAfter(part));

    assertThat(cause(attempt)).isEqualTo(Cause.CONNECTION);
    assertThat(attempt.isWorthRetrying()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno chunk"
      })
  void connectionThatEndsAfterTheStatusIsKnownHasAnswered(String part) {
    assertThat(answered(Answer.cutAfter(part))).isEqualTo(new Accepted(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/1.1 2",
        "HTTP/1.1 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "220 mail.example ESMTP\r\n\r\n"
      })
  void otherProtocolIsNoAnswer(String text) {
    Attempt attempt = answered(Answer.cutAfter(text));

    assertThat(cause(attempt)).isEqualTo(Cause.PROTOCOL);
    assertThat(attempt.sentence()).contains("is no HTTP/1.1");
  }
}
