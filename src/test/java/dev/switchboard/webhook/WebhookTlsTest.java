package dev.switchboard.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Receiver;
import dev.switchboard.support.Receiver.Answer;
import dev.switchboard.support.TestAuthority;
import dev.switchboard.webhook.Attempt.Accepted;
import dev.switchboard.webhook.Attempt.Cause;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose certificates are believed, and for which name. */
class WebhookTlsTest extends WebhookClientScene {

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
}
