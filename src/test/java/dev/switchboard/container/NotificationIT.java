package dev.switchboard.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.support.Receiver;
import dev.switchboard.webhook.SenderInside;
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

  @Deployment
  static Archive<?> war() {
    return Deployments.builtWarWith(
        NotificationIT.class,
        SenderInside.class,
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

  @Test
  void handshakeIsBegunByTheServersTls() {
    try (Receiver receiver = Receiver.plain().insteadOfReading(Receiver.Answer.status(400))) {
      String sentence = SenderInside.post(receiver.secureUrl("localhost", "/cb"));

      assertTrue(sentence.startsWith("TLS with localhost:"), sentence);
    }
  }
}
