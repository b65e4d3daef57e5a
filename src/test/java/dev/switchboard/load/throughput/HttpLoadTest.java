package dev.switchboard.load.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final int CLIENTS = 4;

  private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
  private final AtomicInteger received = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private Outcome drive(String path) {
    int port = server.getAddress().getPort();
    byte[] request =
        "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
            .formatted(path, port)
            .getBytes(StandardCharsets.US_ASCII);
    return new HttpLoad(port, CLIENTS, 200, () -> ByteBuffer.wrap(request)).drive(SHORT);
  }

  private void answer(HttpExchange exchange, int status, boolean close) throws IOException {
    received.incrementAndGet();
    if (close) {
      exchange.getResponseHeaders().set("Connection", "close");
    }
    byte[] body = "{}".getBytes(StandardCharsets.US_ASCII);
    // 0: in chunks.
    exchange.sendResponseHeaders(status, received.get() % 2 == 0 ? 0 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void everyRequestIsCountedOnce() {
    server.createContext("/", exchange -> answer(exchange, 200, false));

    Outcome outcome = drive("/");

    assertThat(outcome.unexpected()).isEmpty();
    assertThat(outcome.requests()).isGreaterThan(CLIENTS).isEqualTo(received.get());
    assertThat(outcome.perSecond()).isPositive();
    assertThat(outcome.percentileMillis(99)).isPositive();
  }

  @Test
  void connectionThatTheServerClosesAfterAnAnswerIsReplaced() {
    server.createContext("/", exchange -> answer(exchange, 200, true));

    Outcome outcome = drive("/");

    assertThat(outcome.unexpected()).isEmpty();
    assertThat(outcome.requests()).isGreaterThan(CLIENTS).isEqualTo(received.get());
  }

  @Test
  void otherStatusIsUnexpectedAndHasNoLatency() {
    server.createContext("/", exchange -> answer(exchange, 503, false));

    Outcome outcome = drive("/");

    assertThat(outcome.requests()).isZero();
    assertThat(outcome.unexpected()).containsOnlyKeys("status 503");
    assertThat(outcome.unexpected().get("status 503")).isEqualTo(received.get());
  }

  @Test
  void connectionThatEndsWithoutAnAnswerIsUnexpected() {
    server.createContext(
        "/",
        exchange -> {
          received.incrementAndGet();
          exchange.close();
        });

    Outcome outcome = drive("/");

    assertThat(outcome.requests()).isZero();
    assertThat(outcome.unexpected().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(received.get());
  }
}
