package example.bot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import example.bot.NotificationVerifier.ForgedNotificationException;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The least that receives notifications: it verifies each, and answers before it does anything. */
public final class Receiver implements AutoCloseable {

  private static final int ACCEPTED = 202;
  private static final int FORBIDDEN = 403;

  private final HttpServer server;
  private final NotificationVerifier verifier;

  /** Listens at an address; TLS is the business of a proxy. */
  public Receiver(InetSocketAddress address, NotificationVerifier verifier) throws IOException {
    this.verifier = verifier;
    this.server = HttpServer.create(address, 0);
    server.createContext("/", this::receive);
    server.start();
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    int status = ACCEPTED;
    try {
      verifier.verify(exchange.getRequestHeaders(), body);
      // Now put it into a queue, unless its webhook-id has been there before.
    } catch (ForgedNotificationException e) {
      status = FORBIDDEN;
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
