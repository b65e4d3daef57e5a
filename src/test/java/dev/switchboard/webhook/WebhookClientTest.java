package dev.switchboard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.settings.Settings;
import dev.switchboard.support.Receiver;
import dev.switchboard.support.Receiver.Answer;
import dev.switchboard.support.TestAuthority;
import dev.switchboard.support.VirtualClock;
import dev.switchboard.webhook.Attempt.Accepted;
import dev.switchboard.webhook.Attempt.Cause;
import dev.switchboard.webhook.Attempt.Failed;
import dev.switchboard.webhook.Attempt.Gone;
import dev.switchboard.webhook.Attempt.Refused;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebhookClientTest {

  private static final Instant NOW = Instant.parse("2030-01-31T10:20:30Z");
  private static final byte[] BODY = "{\"value\":[\"\u00e9\"]}".getBytes(StandardCharsets.UTF_8);
  private static final long GIGABYTE = 1L << 30;

  /** What the system's buffers on both sides can hold of an answer that is not read. */
  private static final long BUFFERED = 64L << 20;

  /** Longer than a test may take: what ends at it fails. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final Duration SHORT = Duration.ofMillis(300);

  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static final SSLContext TRUSTING = AUTHORITY.trusting();

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Names names = new Names();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  // ---- what is sent

  @Test
  void requestIsWhatWasGivenAndNothingMore() {
    Receiver receiver = plain();
    String target = "/cb//x/../%2e%2E/a%20b?x=1&y=%00&z=//";

    Attempt attempt =
        of(
            client(LONG)
                .post(
                    receiver.url(target),
                    Map.of(
                        "Content-Type",
                        "application/json; charset=utf-8",
                        "webhook-id",
                        "msg_1",
                        "Authorization",
                        "Bearer x.y.z"),
                    BODY));

    assertThat(attempt).isEqualTo(new Accepted(202));
    Receiver.Request request = receiver.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo(target);
    assertThat(request.body()).isEqualTo(BODY);
    assertThat(request.headers())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "host",
                "localhost:" + receiver.port(),
                "content-length",
                String.valueOf(BODY.length),
                "content-type",
                "application/json; charset=utf-8",
                "webhook-id",
                "msg_1",
                "authorization",
                "Bearer x.y.z",
                "connection",
                "keep-alive"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100_000, 5_000_000})
  void bodyIsSentByteForByte(int size) {
    Receiver receiver = plain();
    byte[] body = new byte[size];
    IntStream.range(0, size).forEach(i -> body[i] = (byte) (i * 31));

    assertThat(of(client(LONG).post(receiver.url("/"), Map.of(), body)))
        .isEqualTo(new Accepted(202));
    assertThat(receiver.requests().get(0).body()).isEqualTo(body);
  }

  @Test
  void lineEndInAHeaderMakesNoHeader() {
    Receiver receiver = plain();

    of(client(LONG).post(receiver.url("/"), Map.of("x", "a\r\nevil: 1"), BODY));

    assertThat(receiver.requests())
        .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("evil"));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "127.1, 127.0.0.1",
    "0x7f000001, 127.0.0.1",
    "[::ffff:127.0.0.1], 127.0.0.1",
    "LOCALHOST., localhost"
  })
  void hostIsSentInItsOneSpelling(String written, String host) {
    Receiver receiver = plain();

    assertThat(of(client(LONG).post(receiver.url(written, "/"), Map.of(), BODY)))
        .isEqualTo(new Accepted(202));
    assertThat(receiver.requests().get(0).header("host")).isEqualTo(host + ":" + receiver.port());
  }

  @Test
  void addressOfVersion6IsSentInBrackets() throws IOException {
    assumeTrue(
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress()),
        "this machine has no IPv6");
    Receiver receiver = opened(Receiver.plain("::1"));

    assertThat(of(client(LONG).post(receiver.url("[::1]", "/"), Map.of(), BODY)))
        .isEqualTo(new Accepted(202));
    assertThat(receiver.requests().get(0).header("host"))
        .isEqualTo("[0:0:0:0:0:0:0:1]:" + receiver.port());
  }

  @Test
  void connectionIsUsedAgain() {
    Receiver receiver =
        plain()
            .then(
                Answer.status(204),
                Answer.content(200, "x".repeat(4000)),
                Answer.content(500, "no"),
                Answer.status(200));
    WebhookClient client = client(LONG);

    for (int i = 0; i < 4; i++) {
      of(client.post(receiver.url("/" + i), Map.of(), BODY));
    }

    assertThat(receiver.requests()).extracting(Receiver.Request::target).contains("/0", "/3");
    assertThat(receiver.connections()).isEqualTo(1);
  }

  @Test
  void connectionThatWasAnnouncedToEndIsNotUsedAgain() {
    Receiver receiver = plain().otherwise(Answer.status(200, "Connection: close"));
    WebhookClient client = client(LONG);

    for (int i = 0; i < 3; i++) {
      assertThat(of(client.post(receiver.url("/"), Map.of(), BODY))).isEqualTo(new Accepted(200));
    }

    assertThat(receiver.connections()).isEqualTo(3);
  }

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

  // ---- time

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

  // ---- how much at once

  @Test
  void connectionsOfOneRouteAreBounded() {
    CountDownLatch go = new CountDownLatch(1);
    Receiver receiver = plain().otherwise(after(go));
    WebhookClient client = client(new WebhookClient.Limits(LONG, 3, 100, 4));

    List<CompletionStage<Attempt>> attempts = postMany(client, receiver, 10);
    await().until(() -> receiver.requests().size() == 3);
    go.countDown();

    assertThat(attempts).allSatisfy(one -> assertThat(of(one)).isEqualTo(new Accepted(200)));
    assertThat(receiver.connections()).isEqualTo(3);
  }

  @Test
  void connectionsInAllAreBounded() {
    CountDownLatch go = new CountDownLatch(1);
    List<Receiver> receivers =
        IntStream.range(0, 4).mapToObj(i -> plain().otherwise(after(go))).toList();
    WebhookClient client = client(new WebhookClient.Limits(LONG, 3, 5, 4));

    List<CompletionStage<Attempt>> attempts =
        receivers.stream().flatMap(receiver -> postMany(client, receiver, 3).stream()).toList();
    await().until(() -> receivers.stream().mapToInt(one -> one.requests().size()).sum() == 5);
    assertThat(receivers.stream().mapToInt(Receiver::connections).sum()).isEqualTo(5);
    go.countDown();

    assertThat(attempts).allSatisfy(one -> assertThat(of(one)).isEqualTo(new Accepted(200)));
  }

  @Test
  void silentEndpointDoesNotHoldUpAnother() {
    Receiver silent = plain().otherwise(Answer.silence());
    Receiver healthy = plain();
    WebhookClient client = client(new WebhookClient.Limits(LONG, 2, 10, 4));

    List<CompletionStage<Attempt>> stuck = postMany(client, silent, 10);
    for (int i = 0; i < 20; i++) {
      assertThat(of(client.post(healthy.url("/"), Map.of(), BODY))).isEqualTo(new Accepted(202));
    }

    assertThat(stuck).noneMatch(one -> one.toCompletableFuture().isDone());
  }

  // ---- connections

  @Test
  void refusedConnectionIsWorthRetrying() throws IOException {
    int port;
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = nobody.getLocalPort();
    }

    Attempt attempt = of(client(LONG).post(URI.create("http://127.0.0.1:" + port), Map.of(), BODY));

    assertThat(cause(attempt)).isEqualTo(Cause.CONNECTION);
    assertThat(attempt.isWorthRetrying()).isTrue();
    assertThat(attempt.sentence()).startsWith("no connection to 127.0.0.1:" + port);
  }

  @Test
  void receiverThatComesBackIsReached() {
    Receiver receiver = plain();
    WebhookClient client = client(LONG);
    assertThat(of(client.post(receiver.url("/"), Map.of(), BODY))).isEqualTo(new Accepted(202));

    receiver.refuse();
    await()
        .until(
            () ->
                of(client.post(receiver.url("/"), Map.of(), BODY)).sentence().contains("could be"));
    receiver.accept();

    assertThat(of(client.post(receiver.url("/"), Map.of(), BODY))).isEqualTo(new Accepted(202));
  }

  @Test
  void environmentsProxyIsNotUsed() {
    Receiver proxy = plain();
    Receiver receiver = plain();
    String port = String.valueOf(proxy.port());
    Map<String, String> system =
        Map.of(
            "http.proxyHost", "127.0.0.1",
            "http.proxyPort", port,
            "http.nonProxyHosts", "",
            "socksProxyHost", "127.0.0.1",
            "socksProxyPort", port,
            "java.net.useSystemProxies", "true");
    Map<String, String> before = new ConcurrentHashMap<>();
    system.forEach(
        (key, value) -> {
          Optional.ofNullable(System.setProperty(key, value))
              .ifPresent(old -> before.put(key, old));
        });
    try {
      assertThat(of(client(LONG).post(receiver.url("/"), Map.of(), BODY)))
          .isEqualTo(new Accepted(202));
    } finally {
      system.keySet().forEach(System::clearProperty);
      before.forEach(System::setProperty);
    }

    assertThat(proxy.connections()).isZero();
  }

  // ---- TLS

  @Test
  void nameIsVerifiedWhileTheConnectionGoesToItsAddress() {
    Receiver receiver = secure(AUTHORITY.server("bot.example"));
    names.are("bot.example", "127.0.0.1");

    Attempt attempt =
        of(
            allowing(receiver.port(), LONG)
                .post(receiver.url("bot.example", "/cb"), Map.of(), BODY));

    assertThat(attempt).isEqualTo(new Accepted(202));
    assertThat(receiver.requests().get(0).serverName()).contains("bot.example");
    assertThat(receiver.requests().get(0).header("host"))
        .isEqualTo("bot.example:" + receiver.port());
  }

  @Test
  void addressIsVerifiedWhereTheUrlHasOne() {
    Receiver receiver = secure(AUTHORITY.server("127.0.0.1"));

    assertThat(of(client(LONG).post(receiver.url("127.1", "/"), Map.of(), BODY)))
        .isEqualTo(new Accepted(202));
    assertThat(receiver.requests().get(0).serverName()).isEmpty();
  }

  @Test
  void connectionOverTlsIsUsedAgain() {
    Receiver receiver = secure(AUTHORITY.server("localhost"));
    WebhookClient client = client(LONG);

    for (int i = 0; i < 3; i++) {
      assertThat(of(client.post(receiver.url("/"), Map.of(), BODY))).isEqualTo(new Accepted(202));
    }

    assertThat(receiver.connections()).isEqualTo(1);
  }

  @Test
  void expiredCertificateIsRefused() {
    assertThat(untrusted(AUTHORITY.expired("localhost"))).endsWith("has expired");
  }

  @Test
  void certificateOfTheFutureIsRefused() {
    assertThat(untrusted(AUTHORITY.notYetValid("localhost"))).endsWith("is not valid yet");
  }

  @Test
  void certificateForAnotherHostIsRefused() {
    assertThat(untrusted(AUTHORITY.server("other.example"))).endsWith("is for another host");
  }

  @Test
  void certificateForTheAddressIsNotOneForTheName() {
    assertThat(untrusted(AUTHORITY.server("127.0.0.1"))).endsWith("is for another host");
  }

  @Test
  void selfSignedCertificateIsRefused() {
    assertThat(untrusted(TestAuthority.selfSigned("localhost")))
        .endsWith("is not from a trusted authority");
  }

  @Test
  void certificateOfAnotherAuthorityIsRefused() {
    assertThat(untrusted(new TestAuthority().server("localhost")))
        .endsWith("is not from a trusted authority");
  }

  @Test
  void receiverWithoutTlsIsRefused() {
    Receiver receiver = plain().insteadOfReading(Answer.status(400));
    URI url = receiver.secureUrl("localhost", "/");

    Attempt attempt = of(client(LONG).post(url, Map.of(), BODY));

    assertThat(cause(attempt)).isEqualTo(Cause.TLS);
    assertThat(attempt.isWorthRetrying()).isTrue();
  }

  // ---- names

  @Test
  void nameThatDoesNotResolveIsWorthRetrying() {
    Attempt attempt =
        of(client(LONG).post(URI.create("https://nobody.example/cb?secret"), Map.of(), BODY));

    assertThat(attempt)
        .isEqualTo(
            new Failed(Cause.UNKNOWN_NAME, "the name of nobody.example:443 does not resolve"));
    assertThat(attempt.isWorthRetrying()).isTrue();
  }

  @Test
  void resolverThatFailsIsWorthRetrying() {
    WebhookClient client =
        client(
            rule(0),
            name -> {
              throw new IllegalStateException(name);
            },
            new WebhookClient.Limits(LONG, 2, 10, 4));

    Attempt attempt = of(client.post(URI.create("https://bot.example/"), Map.of(), BODY));

    assertThat(cause(attempt)).isEqualTo(Cause.UNKNOWN_NAME);
    assertThat(attempt.isWorthRetrying()).isTrue();
  }

  @Test
  void nameWithoutAnAddressIsUnknown() {
    names.are("bot.example");

    assertThat(cause(of(client(LONG).post(URI.create("https://bot.example/"), Map.of(), BODY))))
        .isEqualTo(Cause.UNKNOWN_NAME);
  }

  @Test
  void addressesAreNotLookedUp() {
    Receiver receiver = plain();

    of(client(LONG).post(receiver.url("127.0.0.1", "/"), Map.of(), BODY));
    of(client(LONG).post(receiver.url("0x7f.1", "/"), Map.of(), BODY));

    assertThat(receiver.requests()).hasSize(2);
    assertThat(names.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://bot.example/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://2852039166/",
        "https://bot.example:22/",
        "https://me@bot.example/"
      })
  void urlThatBreaksTheRuleIsNotTried(String url) {
    Attempt attempt = of(client(LONG).post(URI.create(url), Map.of(), BODY));

    assertThat(cause(attempt)).isEqualTo(Cause.FORBIDDEN_URL);
    assertThat(attempt.isWorthRetrying()).isFalse();
    assertThat(attempt.sentence()).startsWith("the notification URL must ");
    assertThat(names.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "10.0.0.1",
        "169.254.169.254",
        "fd00::1",
        "64:ff9b::7f00:1",
        "1.1.1.1 10.0.0.1",
        "1.1.1.1 2606:4700:4700::1111 ::1"
      })
  void nameOfWhichOneAddressIsNotPublicIsNotTried(String addresses) {
    Receiver receiver = plain();
    names.are("bot.example", addresses.split(" ", -1));

    Attempt attempt =
        of(
            client(rule(receiver.port()), names, new WebhookClient.Limits(LONG, 2, 10, 4))
                .post(receiver.secureUrl("bot.example", "/"), Map.of(), BODY));

    assertThat(cause(attempt)).isEqualTo(Cause.FORBIDDEN_ADDRESS);
    assertThat(attempt.isWorthRetrying()).isTrue();
    assertThat(attempt.sentence()).doesNotContain(addresses.split(" ", -1));
    assertThat(receiver.connections()).isZero();
  }

  @Test
  void localhostThatIsElsewhereIsNotTried() {
    names.are("localhost", "1.1.1.1");

    assertThat(cause(of(client(LONG).post(URI.create("http://localhost:3000/"), Map.of(), BODY))))
        .isEqualTo(Cause.FORBIDDEN_ADDRESS);
  }

  @Test
  void eachAttemptAsksAgainAndGoesToWhatWasChecked() {
    SSLContext tls = AUTHORITY.server("bot.example");
    Receiver first = secure(tls);
    Receiver second = opened(Receiver.secure(tls, "127.0.0.2", first.port()));
    WebhookClient client = allowing(first.port(), LONG);
    URI url = first.url("bot.example", "/");

    names.are("bot.example", "127.0.0.1");
    assertThat(of(client.post(url, Map.of(), BODY))).isEqualTo(new Accepted(202));
    names.are("bot.example", "127.0.0.2");
    assertThat(of(client.post(url, Map.of(), BODY))).isEqualTo(new Accepted(202));
    names.are("bot.example", "169.254.169.254");
    assertThat(cause(of(client.post(url, Map.of(), BODY)))).isEqualTo(Cause.FORBIDDEN_ADDRESS);

    assertThat(first.requests()).hasSize(1);
    assertThat(second.requests()).hasSize(1);
    assertThat(names.asked()).containsExactly("bot.example", "bot.example", "bot.example");
  }

  @Test
  void nameThatChangesAfterItWasCheckedChangesNothing() {
    Receiver receiver = secure(AUTHORITY.server("bot.example"));
    Receiver inside = secure(AUTHORITY.server("bot.example"));
    // Whoever asks a second time, for the connection, would get another answer.
    names.are("bot.example", "127.0.0.1");
    names.onceThen("bot.example", "10.0.0.1");

    assertThat(
            of(
                allowing(receiver.port(), LONG)
                    .post(receiver.url("bot.example", "/"), Map.of(), BODY)))
        .isEqualTo(new Accepted(202));
    assertThat(names.asked()).containsExactly("bot.example");
    assertThat(inside.connections()).isZero();
  }

  @Test
  void nextAddressIsTriedWhereOneIsNotReached() {
    Receiver receiver = secure(AUTHORITY.server("bot.example"));
    names.are("bot.example", "127.0.0.3", "127.0.0.4", "127.0.0.1");

    assertThat(
            of(
                allowing(receiver.port(), LONG)
                    .post(receiver.url("bot.example", "/"), Map.of(), BODY)))
        .isEqualTo(new Accepted(202));
    assertThat(receiver.requests()).hasSize(1);
  }

  @Test
  void nextAddressIsTriedWhereOneDoesNotAnswer() throws Exception {
    Receiver receiver = secure(AUTHORITY.server("bot.example"));
    ServerSocket full =
        opened(new ServerSocket(receiver.port(), 1, InetAddress.getByName("127.0.0.2")));
    fill(full);
    names.are("bot.example", "127.0.0.2", "127.0.0.1");

    assertThat(
            of(
                allowing(receiver.port(), Duration.ofSeconds(2))
                    .post(receiver.url("bot.example", "/"), Map.of(), BODY)))
        .isEqualTo(new Accepted(202));
    assertThat(receiver.requests()).hasSize(1);
  }

  /** Connects until nothing is answered any more: nobody accepts what waits. */
  private void fill(ServerSocket listening) throws IOException {
    try {
      while (true) {
        opened(new Socket()).connect(listening.getLocalSocketAddress(), (int) SHORT.toMillis());
      }
    } catch (SocketTimeoutException e) {
      // Now it is as silent as an address behind a firewall.
    }
  }

  @Test
  void nameOfWhichNoAddressIsReachedIsWorthRetrying() {
    Receiver receiver = secure(AUTHORITY.server("bot.example"));
    names.are("bot.example", "127.0.0.3", "127.0.0.4");

    Attempt attempt =
        of(allowing(receiver.port(), LONG).post(receiver.url("bot.example", "/"), Map.of(), BODY));

    assertThat(cause(attempt)).isEqualTo(Cause.CONNECTION);
    assertThat(attempt.isWorthRetrying()).isTrue();
  }

  @Test
  void lookupThatHangsEndsAtTheDeadline() {
    names.hangs("bot.example");

    Attempt attempt = of(client(SHORT).post(URI.create("https://bot.example/"), Map.of(), BODY));

    assertThat(attempt)
        .isEqualTo(
            new Failed(Cause.DEADLINE, "the name of bot.example:443 did not resolve in time"));
  }

  @Test
  void lookupThatHangsHoldsUpNobodyElse() {
    names.hangs("slow.example");
    Receiver receiver = plain();
    WebhookClient client = client(new WebhookClient.Limits(LONG, 2, 10, 2));

    List<CompletionStage<Attempt>> stuck =
        IntStream.range(0, 20)
            .mapToObj(i -> client.post(URI.create("https://slow.example/" + i), Map.of(), BODY))
            .toList();
    assertThat(of(client.post(receiver.url("/"), Map.of(), BODY))).isEqualTo(new Accepted(202));

    assertThat(stuck).noneMatch(one -> one.toCompletableFuture().isDone());
    assertThat(names.asked()).containsOnlyOnce("slow.example");
  }

  @Test
  void tooManyLookupsAreRefusedAtOnce() {
    WebhookClient client = client(new WebhookClient.Limits(LONG, 2, 10, 2));
    List<CompletionStage<Attempt>> waiting =
        IntStream.range(0, 4)
            .mapToObj(
                i -> {
                  names.hangs("slow%d.example".formatted(i));
                  return client.post(
                      URI.create("https://slow%d.example/".formatted(i)), Map.of(), BODY);
                })
            .toList();

    Attempt attempt = of(client.post(URI.create("https://one-more.example/"), Map.of(), BODY));

    assertThat(cause(attempt)).isEqualTo(Cause.BUSY);
    assertThat(attempt.isWorthRetrying()).isTrue();
    assertThat(waiting).noneMatch(one -> one.toCompletableFuture().isDone());
  }

  // ---- the end

  @Test
  void closingEndsWhatIsUnderWay() {
    names.hangs("slow.example");
    Receiver receiver = plain().otherwise(Answer.silence());
    WebhookClient client = client(LONG);
    CompletionStage<Attempt> looking =
        client.post(URI.create("https://slow.example/"), Map.of(), BODY);
    CompletionStage<Attempt> waiting = client.post(receiver.url("/"), Map.of(), BODY);
    await().until(() -> receiver.requests().size() == 1);

    client.close();

    assertThat(cause(of(looking))).isEqualTo(Cause.CLOSED);
    assertThat(cause(of(waiting))).isEqualTo(Cause.CLOSED);
    assertThat(cause(of(client.post(receiver.url("/"), Map.of(), BODY)))).isEqualTo(Cause.CLOSED);
    await().until(() -> receiver.openConnections() == 0);
  }

  @Test
  void threadsAreDaemonsAndEnd() {
    Receiver receiver = plain();
    WebhookClient client = client(LONG);
    of(client.post(receiver.url("/"), Map.of(), BODY));
    List<Thread> threads = threadsOf("switchboard-webhook", "requester-dispatch");

    assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
    client.close();

    await().until(() -> threads.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void clientOfTheServiceTrustsTheAuthoritiesOfTheJvmOnly() {
    Receiver receiver = secure(AUTHORITY.server("localhost"));
    try (WebhookClient client =
        WebhookClient.of(
            Settings.from(Map.of(), Map.of("switchboard.mode", "development")),
            new VirtualClock(NOW),
            2,
            10,
            4)) {
      assertThat(cause(of(client.post(receiver.url("/"), Map.of(), BODY)))).isEqualTo(Cause.TLS);
      assertThat(of(client.post(plain().url("/"), Map.of(), BODY))).isEqualTo(new Accepted(202));
    }
  }

  // ---- fixtures

  private Attempt answered(Answer answer) {
    return of(client(LONG).post(plain().otherwise(answer).url("/"), Map.of(), BODY));
  }

  private String untrusted(SSLContext tls) {
    Receiver receiver = secure(tls);

    Attempt attempt = of(client(LONG).post(receiver.url("/"), Map.of(), BODY));

    assertThat(cause(attempt)).isEqualTo(Cause.TLS);
    assertThat(attempt.isWorthRetrying()).isTrue();
    assertThat(receiver.requests()).isEmpty();
    return attempt.sentence();
  }

  private static List<CompletionStage<Attempt>> postMany(
      WebhookClient client, Receiver receiver, int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> client.post(receiver.url("/" + i), Map.of(), BODY))
        .toList();
  }

  private static Answer after(CountDownLatch go) {
    return wire -> {
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      Answer.status(200).to(wire);
    };
  }

  private static List<Thread> threadsOf(String... names) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> List.of(names).stream().anyMatch(thread.getName()::startsWith))
        .toList();
  }

  private static Attempt of(CompletionStage<Attempt> attempt) {
    try {
      return attempt.toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new AssertionError("an attempt never ends exceptionally", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("an attempt did not end", e);
    }
  }

  private static Cause cause(Attempt attempt) {
    assertThat(attempt).isInstanceOf(Failed.class);
    return ((Failed) attempt).cause();
  }

  private Receiver plain() {
    return opened(Receiver.plain());
  }

  private Receiver secure(SSLContext tls) {
    return opened(Receiver.secure(tls));
  }

  /** In development mode, where this machine may be reached. */
  private WebhookClient client(Duration deadline) {
    return client(new WebhookClient.Limits(deadline, 10, 50, 4));
  }

  private WebhookClient client(WebhookClient.Limits limits) {
    return client(
        CallbackRule.of(Settings.from(Map.of(), Map.of("switchboard.mode", "development"))),
        names,
        limits);
  }

  /** In production, where the network of this machine is allowed and this port. */
  private WebhookClient allowing(int port, Duration deadline) {
    return client(
        CallbackRule.of(
            Settings.from(
                Map.of(),
                Map.of(
                    "switchboard.callback-networks",
                    "127.0.0.0/8",
                    "switchboard.callback-ports",
                    String.valueOf(port)))),
        names,
        new WebhookClient.Limits(deadline, 10, 50, 4));
  }

  private static CallbackRule rule(int port) {
    return CallbackRule.of(
        Settings.from(
            Map.of(),
            port == 0 ? Map.of() : Map.of("switchboard.callback-ports", String.valueOf(port))));
  }

  private WebhookClient client(
      CallbackRule rule, Lookups.Resolver resolver, WebhookClient.Limits limits) {
    return opened(new WebhookClient(rule, new VirtualClock(NOW), TRUSTING, resolver, limits));
  }

  private <T extends AutoCloseable> T opened(T one) {
    opened.add(one);
    return one;
  }

  /** A resolver that says what it is told to. */
  private final class Names implements Lookups.Resolver {

    private final Map<String, List<String>> known = new ConcurrentHashMap<>();
    private final Map<String, List<String>> later = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);

    private Names() {
      opened.add(never::countDown);
      are("localhost", "127.0.0.1");
    }

    void are(String name, String... addresses) {
      known.put(name, List.of(addresses));
    }

    void onceThen(String name, String... addresses) {
      later.put(name, List.of(addresses));
    }

    void hangs(String name) {
      are(name, "hangs");
    }

    List<String> asked() {
      return asked;
    }

    @Override
    public List<InetAddress> resolve(String name) throws UnknownHostException {
      asked.add(name);
      List<String> addresses = known.get(name);
      if (addresses == null) {
        throw new UnknownHostException(name);
      }
      if (later.containsKey(name)) {
        known.put(name, later.get(name));
      }
      List<InetAddress> found = new ArrayList<>();
      for (String address : addresses) {
        if (address.equals("hangs")) {
          try {
            never.await();
          } catch (InterruptedException e) {
            throw new UnknownHostException(name);
          }
        } else {
          found.add(InetAddress.getByName(address));
        }
      }
      return found;
    }
  }
}
