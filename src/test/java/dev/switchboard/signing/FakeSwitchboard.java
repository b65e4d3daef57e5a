package dev.switchboard.signing;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpServer;
import dev.switchboard.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a receiver sees of the service: what it is sent, and where it finds the keys, by the
 * product's own classes but without a server and a database.
 */
final class FakeSwitchboard implements AutoCloseable {

  static final Duration PERIOD = Duration.ofDays(90);

  final MemoryKeys store = new MemoryKeys();
  final Settings settings;
  final CallbackIssuer issuer;
  final NotificationSignatures signatures;

  private final HttpServer server;
  private final KeyRing ring = new KeyRing(store, PERIOD);

  FakeSwitchboard(Clock clock) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    settings =
        Settings.from(
            Map.of(),
            Map.of("switchboard.base-url", "http://localhost:" + server.getAddress().getPort()));
    issuer = new CallbackIssuer(ring, settings, clock);
    signatures = new NotificationSignatures(ring, issuer);
    URI root = settings.baseUrl().orElseThrow();
    server.createContext(
        "/",
        exchange -> {
          Map<String, Object> document =
              exchange.getRequestURI().equals(URI.create("/v1/.well-known/keys"))
                  ? issuer.publicKeys()
                  : issuer.configuration(root);
          byte[] body = JSONObjectUtils.toJSONString(document).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** Has a key of each kind that begins to sign at a time. */
  Map<KeyKind, SigningKey> withKeysFrom(Instant begin) {
    Map<KeyKind, SigningKey> keys = new EnumMap<>(KeyKind.class);
    for (KeyKind kind : KeyKind.values()) {
      keys.put(kind, new SigningKey(kind, kind.newKey(), begin, begin));
    }
    store.stored.addAll(keys.values());
    return keys;
  }

  URI discovery() {
    return settings.baseUrl().orElseThrow().resolve("/v1/.well-known/OpenIdConfiguration");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
