package example.bot;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Verifies what Switchboard POSTs to a {@code callbackUri}: that the bearer token is Switchboard's
 * and for this bot, and that the signatures are over these very bytes. All of that together,
 * because each part says something that the others do not: the token alone says nothing of the
 * body, {@code v1a} alone nothing of whom it is for.
 *
 * <p>A receiver that has seen a {@code webhook-id} before answers 2xx and does nothing.
 */
public final class NotificationVerifier {

  /** Something about a notification is wrong: answer 403. */
  public static final class ForgedNotificationException extends Exception {

    private static final long serialVersionUID = 1L;

    ForgedNotificationException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private static final String BEARER = "Bearer ";

  private final JWKSource<SecurityContext> keys;
  private final DefaultJWTProcessor<SecurityContext> tokens = new DefaultJWTProcessor<>();
  private final List<Webhook> secrets;

  /**
   * A verifier for one bot.
   *
   * @param discovery {@code https://.../v1/.well-known/OpenIdConfiguration} of Switchboard
   * @param applicationId of the bot, which the token is for
   * @param tenantId whose calls the bot handles
   * @param secrets the keys that begin with {@code whsec_}, from {@code GET
   *     /v1.0/communications/notificationKeys}; ask for them anew at least once a week
   * @throws IOException if Switchboard cannot be reached
   */
  public NotificationVerifier(
      URI discovery, String applicationId, String tenantId, List<String> secrets)
      throws IOException, InterruptedException {
    Map<String, Object> configuration = configuration(discovery);
    // Kept, and fetched again when a key is missing: new keys are there a day before they sign.
    this.keys =
        JWKSourceBuilder.<SecurityContext>create(
                URI.create((String) configuration.get("jwks_uri")).toURL())
            .build();
    tokens.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
    tokens.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            applicationId,
            new JWTClaimsSet.Builder()
                .issuer((String) configuration.get("issuer"))
                .claim("tid", tenantId)
                .build(),
            Set.of("iat", "nbf", "exp")));
    this.secrets = secrets.stream().map(Webhook::new).toList();
  }

  private static Map<String, Object> configuration(URI discovery)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(discovery).build(), HttpResponse.BodyHandlers.ofString());
    try {
      return JSONObjectUtils.parse(answer.body());
    } catch (ParseException e) {
      throw new IOException("no OpenID configuration at " + discovery, e);
    }
  }

  /**
   * Verifies one notification. Parse the body afterwards, not before: what is signed is bytes.
   *
   * @param headers their values by their names, in any letter case
   * @param body as it came
   * @throws ForgedNotificationException if it is not from Switchboard, not for this bot, not as it
   *     was sent, or more than five minutes old
   */
  public void verify(Map<String, List<String>> headers, byte[] body)
      throws ForgedNotificationException {
    verifySymmetric(headers, body);
    verifyToken(header(headers, "Authorization"));
    verifyAsymmetric(headers, body);
  }

  /** {@code v1}: whoever signed knows a secret of this bot. The time is verified here, too. */
  private void verifySymmetric(Map<String, List<String>> headers, byte[] body)
      throws ForgedNotificationException {
    WebhookVerificationException last = null;
    for (Webhook secret : secrets) {
      try {
        secret.verify(new String(body, StandardCharsets.UTF_8), headers);
        return;
      } catch (WebhookVerificationException e) {
        last = e;
      }
    }
    throw new ForgedNotificationException("no signature of a secret of this bot", last);
  }

  /** Who sends it, and whom it is for. */
  private void verifyToken(String authorization) throws ForgedNotificationException {
    if (!authorization.startsWith(BEARER)) {
      throw new ForgedNotificationException("no bearer token", null);
    }
    try {
      JWTClaimsSet unused = tokens.process(authorization.substring(BEARER.length()), null);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new ForgedNotificationException("no token of Switchboard's for this bot", e);
    }
  }

  /** {@code v1a}: whoever signed has a private key of Switchboard's. */
  private void verifyAsymmetric(Map<String, List<String>> headers, byte[] body)
      throws ForgedNotificationException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(
        "%s.%s."
            .formatted(header(headers, "webhook-id"), header(headers, "webhook-timestamp"))
            .getBytes(StandardCharsets.UTF_8));
    content.writeBytes(body);
    try {
      JWKMatcher ed25519 = new JWKMatcher.Builder().curve(Curve.Ed25519).build();
      for (JWK key : keys.get(new JWKSelector(ed25519), null)) {
        for (String signature : header(headers, "webhook-signature").split(" ", -1)) {
          if (signature.startsWith("v1a,")
              && isSigned(key, content.toByteArray(), signature.substring("v1a,".length()))) {
            return;
          }
        }
      }
    } catch (JOSEException | GeneralSecurityException | IllegalArgumentException e) {
      throw new ForgedNotificationException("no signature that can be verified", e);
    }
    throw new ForgedNotificationException("no signature of Switchboard's", null);
  }

  private static boolean isSigned(JWK key, byte[] content, String signature)
      throws GeneralSecurityException {
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(publicKey(key.toOctetKeyPair().getDecodedX()));
    verifier.update(content);
    return verifier.verify(Base64.getDecoder().decode(signature));
  }

  /**
   * RFC 8032 section 5.1.2: little-endian, and the last bit is the sign of the other coordinate.
   */
  private static PublicKey publicKey(byte[] x) throws GeneralSecurityException {
    byte[] bigEndian = new byte[x.length];
    for (int i = 0; i < x.length; i++) {
      bigEndian[i] = x[x.length - 1 - i];
    }
    boolean odd = (bigEndian[0] & 0x80) != 0;
    bigEndian[0] &= 0x7f;
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian))));
  }

  private static String header(Map<String, List<String>> headers, String name)
      throws ForgedNotificationException {
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (header.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        return header.getValue().get(0);
      }
    }
    throw new ForgedNotificationException("no header " + name, null);
  }
}
