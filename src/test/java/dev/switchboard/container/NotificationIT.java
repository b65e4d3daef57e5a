package dev.switchboard.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.call.EveryServiceMethod;
import dev.switchboard.notification.RelaysInside;
import dev.switchboard.security.AccessScope;
import dev.switchboard.support.Receiver;
import dev.switchboard.webhook.SenderInside;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The sending of notifications by the library in the WAR, among those of the server. */
@ExtendWith(ArquillianExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class NotificationIT {

  @Inject private EveryServiceMethod services;
  @Inject private RelaysInside relays;

  @Deployment
  static Archive<?> war() {
    return Deployments.builtWarWith(
        NotificationIT.class,
        EveryServiceMethod.class,
        RelaysInside.class,
        RelaysInside.Taken.class,
        SenderInside.class,
        Transactions.class,
        Receiver.class,
        Receiver.Answer.class,
        Receiver.Request.class,
        Receiver.Wire.class);
  }

  @Test
  void notificationArrives() {
    try (Receiver receiver = Receiver.plain()) {
      assertEquals("it was accepted with 202", SenderInside.post(receiver.url("/cb")));
      assertEquals("{}", receiver.requests().get(0).text());
    }
  }

  /** A call with two notifications for its bot. */
  private UUID newCall() {
    UUID call = services.callAllAs(AccessScope.of(Transactions.OWNER), Transactions.OWNER);
    relays.take(call).ifPresent(relays::postponed);
    return call;
  }

  @Test
  void whatOneRelayHasAnotherDoesNotGet() {
    UUID call = newCall();
    assertEquals(1, relays.take(call).orElseThrow().sequence());

    assertFalse(relays.isFree(call));
  }

  @Test
  void relayWhoseLeaseRanOutIsNotHeard() {
    UUID call = newCall();
    RelaysInside.Taken paused = relays.take(call).orElseThrow();
    RelaysInside.Taken other = relays.take(call).orElseThrow();
    assertEquals(paused.messageId(), other.messageId());
    assertEquals(1, other.sequence());
    String before = relays.state(call);

    relays.sent(paused);
    relays.postponed(paused);
    relays.buried(paused);
    assertEquals(before, relays.state(call));

    relays.sent(other);
    assertEquals("2 failed 0", relays.state(call));
    relays.sent(other);
    assertEquals("2 failed 0", relays.state(call));
  }

  @Test
  void failedOneStaysFirstAndOneThatIsGivenUpDoesNot() {
    UUID call = newCall();
    relays.postponed(relays.take(call).orElseThrow());
    assertEquals("1 failed 2", relays.state(call));

    relays.buried(relays.take(call).orElseThrow());

    assertEquals("2 failed 0", relays.state(call));
    assertEquals(2, relays.take(call).orElseThrow().sequence());
  }

  @Test
  void handshakeIsBegunByTheServersTls() {
    try (Receiver receiver = Receiver.plain().insteadOfReading(Receiver.Answer.status(400))) {
      String sentence = SenderInside.post(receiver.secureUrl("localhost", "/cb"));

      assertTrue(sentence.startsWith("TLS with localhost:"), sentence);
    }
  }
}
