package dev.switchboard.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Receiver;
import dev.switchboard.webhook.Attempt.Accepted;
import dev.switchboard.webhook.Attempt.Cause;
import dev.switchboard.webhook.Attempt.Failed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses of a name are asked, in which order, and which never. */
class WebhookNamesTest extends WebhookClientScene {

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
}
