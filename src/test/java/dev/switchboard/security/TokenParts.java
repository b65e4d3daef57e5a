package dev.switchboard.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Executor;

/** The check of a token without a server, for those who measure what it costs. */
public final class TokenParts implements AutoCloseable {

  private static final String TENANT = "11111111-2222-3333-4444-555555555555";
  private static final Duration LIFE = Duration.ofDays(1);

  private final FakeIssuer issuer = new FakeIssuer();
  private final RSAKey key;
  private final AccessTokenVerifier verifier;

  /** With an issuer of its own. */
  public TokenParts() throws JOSEException {
    key = new RSAKeyGenerator(2048).keyID("rsa").generate();
    issuer.publish(key.toPublicJWK());
    Clock clock = Clock.systemUTC();
    verifier =
        new AccessTokenVerifier(
            new TrustedIssuers(issuer.settings(), (Executor) Runnable::run, clock), clock);
  }

  /** A valid token with the permissions of a bot. */
  public String token() throws JOSEException {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(issuer.url(TENANT))
                .audience("api://switchboard")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .claim("tid", TENANT)
                .claim("azp", "bot")
                .claim("roles", List.of("Calls.Initiate.All", "Calls.AccessMedia.All"))
                .build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  /** Checks a token. */
  public Caller check(String token) {
    try {
      return verifier.verify(token);
    } catch (InvalidTokenException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() {
    issuer.close();
  }
}
