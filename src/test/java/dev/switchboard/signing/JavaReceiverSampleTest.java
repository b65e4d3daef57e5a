package dev.switchboard.signing;

import example.bot.NotificationVerifier;
import example.bot.Receiver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** The sample of a receiver in Java, by {@code com.standardwebhooks} and nimbus. */
class JavaReceiverSampleTest extends ReceiverSample {

  private final List<Receiver> receivers = new ArrayList<>();

  @Override
  URI start(URI discovery, List<String> secrets) throws Exception {
    Receiver receiver =
        new Receiver(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new NotificationVerifier(discovery, BOT.applicationId(), BOT.tenantId(), secrets));
    receivers.add(receiver);
    return URI.create("http://127.0.0.1:" + receiver.port());
  }

  @AfterAll
  void stopReceivers() {
    receivers.forEach(Receiver::close);
  }
}
