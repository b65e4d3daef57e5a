package dev.switchboard.security;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import dev.switchboard.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OpenID Connect issuer on a free port of the loopback address. */
final class FakeIssuer implements AutoCloseable {

  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, String> documents = new ConcurrentHashMap<>();
  private volatile String keys = "{\"keys\":[]}";

  FakeIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    discovery(discoveryOf(url("{tenantid}")));
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          requests.add(path);
          String answer = path.equals("/keys") ? keys : documents.get(path);
          byte[] body = (answer == null ? "" : answer).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(
              answer == null ? 404 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** Publishes the public parts of these keys and no others. */
  void publish(JWK... published) {
    keys = new JWKSet(List.of(published)).toString(true);
  }

  /** Answers the discovery request so; null is 404. */
  void discovery(String document) {
    if (document == null) {
      documents.remove("/common/v2.0" + DISCOVERY);
    } else {
      documents.put("/common/v2.0" + DISCOVERY, document);
    }
  }

  /** Is an issuer of Entra's version 1, too. */
  void discoveryOfVersion1() {
    documents.put("/common" + DISCOVERY, discoveryOf(base() + "/{tenantid}/"));
  }

  /** Is an issuer for one tenant, too. */
  void discoveryOfTenant(String tenant) {
    documents.put("/" + tenant + "/v2.0" + DISCOVERY, discoveryOf(url(tenant)));
  }

  private String discoveryOf(String issuer) {
    return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, base());
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The issuer URL for a tenant. */
  String url(String tenant) {
    return base() + "/" + tenant + "/v2.0";
  }

  /** The paths that were asked for. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Settings that trust this issuer. */
  Settings settings() {
    return Settings.from(Map.of(), Map.of("switchboard.issuer", url("{tenantid}")));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
