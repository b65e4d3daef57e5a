package dev.switchboard.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/**
 * Signs the tokens of development mode with a key that is made at the first use and dies with the
 * process.
 */
@ApplicationScoped
class DevelopmentIssuer {

  static final Duration LIFETIME = Duration.ofHours(1);

  private static final int KEY_BITS = 2048;

  @Inject private Clock clock;
  private RSAKey key;

  /** An access token for an application in a tenant, in the form of Entra's version 2. */
  String token(String issuer, String tenant, String audience, DevelopmentClient client) {
    Instant now = clock.instant();
    String subject =
        UUID.nameUUIDFromBytes(
                (tenant + client.clientId()).getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .toString();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(audience)
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .jwtID(UUID.randomUUID().toString())
            .subject(subject)
            .claim("oid", subject)
            .claim("azp", client.clientId())
            .claim("azpacr", "1")
            .claim("tid", tenant)
            .claim("ver", "2.0");
    if (!client.roles().isEmpty()) {
      claims.claim("roles", client.roles());
    }
    try {
      RSAKey signingKey = key();
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256)
                  .type(JOSEObjectType.JWT)
                  .keyID(signingKey.getKeyID())
                  .build(),
              claims.build());
      token.sign(new RSASSASigner(signingKey));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("a token could not be signed", e);
    }
  }

  /** The public keys (RFC 7517 section 5). */
  Map<String, Object> publicKeys() {
    return new JWKSet(key()).toJSONObject(true);
  }

  private synchronized RSAKey key() {
    if (key == null) {
      try {
        key =
            new RSAKeyGenerator(KEY_BITS)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint(true)
                .generate();
      } catch (JOSEException e) {
        throw new IllegalStateException("a signing key could not be made", e);
      }
    }
    return key;
  }
}
