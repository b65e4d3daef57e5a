package dev.switchboard.signing;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpServer;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import dev.switchboard.signing.NotificationSignatures.ReceiverKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a receiver sees of the service: what it is sent, and where it finds the keys, by the
 * product's own classes but without a server and a database.
 */
public final class FakeSwitchboard implements AutoCloseable {

  /** How long a key signs before the next one begins. */
  public static final Duration PERIOD = Duration.ofDays(90);

  final MemoryKeys store = new MemoryKeys();
  final Settings settings;
  final CallbackIssuer issuer;
  final NotificationSignatures signatures;

  private final HttpServer server;
  private final KeyRing ring = new KeyRing(store, PERIOD);

  /** One with no keys yet. */
  public FakeSwitchboard(Clock clock) {
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

  /** What shows a receiver where a notification comes from. */
  public Map<String, String> headers(Owner receiver, UUID messageId, byte[] body, Instant now) {
    return signatures.headers(receiver, messageId, body, now);
  }

  /** The secrets that a receiver is told, as Standard Webhooks serialises them. */
  public List<String> secrets(Owner receiver, Instant now) {
    return signatures.keysOf(receiver, now).stream()
        .filter(key -> key.scheme().equals("v1"))
        .map(ReceiverKey::key)
        .toList();
  }

  /** The public keys (RFC 7517). */
  public JWKSet publicKeys() throws ParseException {
    return JWKSet.parse(issuer.publicKeys());
  }

  URI discovery() {
    return settings.baseUrl().orElseThrow().resolve("/v1/.well-known/OpenIdConfiguration");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
