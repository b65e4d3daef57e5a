package dev.switchboard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.settings.Settings;
import dev.switchboard.support.Receiver;
import dev.switchboard.support.Receiver.Answer;
import dev.switchboard.support.VirtualClock;
import dev.switchboard.webhook.Attempt.Accepted;
import dev.switchboard.webhook.Attempt.Cause;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, by which connections and how much of it at once, and how the client ends. */
class WebhookClientTest extends WebhookClientScene {

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
}
