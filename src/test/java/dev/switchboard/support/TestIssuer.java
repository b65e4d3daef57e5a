package dev.switchboard.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * An OpenID Connect issuer of the tests' own, with an RSA and an EC key made at run time. It can be
 * down, change its keys, tell what it was asked, and sign whatever it is given.
 */
public final class TestIssuer implements AutoCloseable {

  /** Stands for the tenant in the URL of an issuer, as Entra has it. */
  public static final String TENANT_PLACEHOLDER = "{tenantid}";

  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final String KEYS = "/keys";

  private final HttpServer server;
  private final String path;
  private final RSAKey rsa = newRsaKey();
  private final ECKey ec = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private volatile JWKSet published = new JWKSet(List.of(rsa, ec));
  private volatile boolean down;

  /** Starts an issuer whose URL has no path, on a free port of the loopback address. */
  public TestIssuer() throws IOException, JOSEException {
    this("");
  }

  /** Starts an issuer whose URL has this path, in which the placeholder may stand for a tenant. */
  public TestIssuer(String path) throws IOException, JOSEException {
    this.path = path;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** A key that no issuer has published yet. */
  public static RSAKey newRsaKey() throws JOSEException {
    return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
  }

  /** The issuer's identifier. */
  public String url() {
    return base() + path;
  }

  /** The issuer's identifier in the tokens of a tenant. */
  public String url(String tenant) {
    return url().replace(TENANT_PLACEHOLDER, tenant);
  }

  /** Its first key for RS256. */
  public RSAKey rsa() {
    return rsa;
  }

  /** Its first key for ES256. */
  public ECKey ec() {
    return ec;
  }

  /** Publishes the public parts of these keys and no others. */
  public void publish(JWK... keys) {
    published = new JWKSet(List.of(keys));
  }

  /** Answers 503 to everything, or no longer. */
  public void setDown(boolean isDown) {
    down = isDown;
  }

  /** The paths that it was asked for. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** How often its keys were asked for. */
  public int keyRequests() {
    return (int) requests.stream().filter(KEYS::equals).count();
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
    JWTClaimsSet.Builder claims = valid(audience, tenant);
    change.accept(claims);
    return es256(claims.build().toString());
  }

  /** The claims of a valid token for an application with these roles. */
  public JsonObject claims(String audience, String tenant, String application, String... roles) {
    return Json.object(
        valid(audience, tenant)
            .claim("azp", application)
            .claim("roles", List.of(roles))
            .build()
            .toString());
  }

  /** The header of a valid token. */
  public JsonObject header() {
    return Json.object(header("RS256", rsa.getKeyID()));
  }

  /** Claims signed with its RSA key. */
  public String rs256(String claims) throws JOSEException {
    return rs256(header().toString(), claims);
  }

  /** The same with another header, whatever that says. */
  public String rs256(String header, String claims) throws JOSEException {
    return signed(new RSASSASigner(rsa), JWSAlgorithm.RS256, header, claims);
  }

  /** Claims signed with its EC key. */
  public String es256(String claims) throws JOSEException {
    return signed(new ECDSASigner(ec), JWSAlgorithm.ES256, header("ES256", ec.getKeyID()), claims);
  }

  /** A header and claims, both as they are, signed by any algorithm with any key. */
  public static String signed(
      JWSSigner signer, JWSAlgorithm algorithm, String header, String claims) throws JOSEException {
    String input = encoded(header) + "." + encoded(claims);
    return input
        + "."
        + signer.sign(new JWSHeader(algorithm), input.getBytes(StandardCharsets.US_ASCII));
  }

  /** A part of a token. */
  public static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A part of a token. */
  public static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private JWTClaimsSet.Builder valid(String audience, String tenant) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(url(tenant))
        .audience(audience)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(3600)))
        .claim("tid", tenant);
  }

  private static String header(String algorithm, String key) {
    return "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(algorithm, key);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestURI().getPath();
    requests.add(asked);
    int status = down ? 503 : 200;
    String json = "{}";
    if (asked.equals(KEYS)) {
      json = published.toString(true);
    } else if (asked.endsWith(DISCOVERY)) {
      json = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s%s\"}".formatted(url(), base(), KEYS);
    } else {
      status = 404;
    }
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
