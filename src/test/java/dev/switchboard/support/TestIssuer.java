package dev.switchboard.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;

/** An OpenID Connect issuer of the tests' own, with a key made at run time. */
public final class TestIssuer implements AutoCloseable {

  private final HttpServer server;
  private final ECKey key;

  /** Starts the issuer on a free port of the loopback address. */
  public TestIssuer() throws IOException, JOSEException {
    key = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(url(), url()));
    answer("/keys", new JWKSet(key).toString(true));
    server.start();
  }

  /** The issuer's identifier. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A token for an application with these roles. */
  public String token(String audience, String tenant, String application, String... roles)
      throws JOSEException {
    return token(
        audience,
        tenant,
        claims -> claims.claim("azp", application).claim("roles", List.of(roles)));
  }

  /** A valid token, then changed. */
  public String token(String audience, String tenant, Consumer<JWTClaimsSet.Builder> change)
      throws JOSEException {
    Instant now = Instant.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(url())
            .audience(audience)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(3600)))
            .claim("tid", tenant);
    change.accept(claims);
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build(),
            claims.build());
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
