package dev.switchboard.signing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.switchboard.error.ApiException;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/**
 * The issuer of the tokens that notifications carry, as Graph's do: who it says it is, with which
 * keys, and where a receiver finds that. It has nothing to do with the issuers whose tokens the
 * service accepts.
 */
@ApplicationScoped
class CallbackIssuer {

  static final Duration LIFETIME = Duration.ofHours(1);

  /** A token is sent for so long before another one is signed: it says nothing of a message. */
  static final Duration SENT_FOR = Duration.ofMinutes(5);

  /** A receiver's clock may be behind by so much. */
  static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** Below the root of the host. */
  static final String FOLDER = "v1/.well-known";

  static final String KEYS = "keys";

  /** Receivers may keep what they found for so long; keys are there for a day before they count. */
  static final String CACHE_CONTROL = "public, max-age=3600";

  private static final int MOST_TOKENS = 10_000;

  /** What a token depends on: by whom it is signed, and for whom. */
  private record Receiver(LoadedKey key, Owner owner) {}

  private record Signed(String token, Instant at) {

    /** Not in the future either: the clock may have gone back. */
    private boolean isRecent(Instant now) {
      return !at.isAfter(now) && now.isBefore(at.plus(SENT_FOR));
    }
  }

  private final Cache<Receiver, Signed> tokens =
      Caffeine.newBuilder().maximumSize(MOST_TOKENS).build();

  private KeyRing ring;
  private Settings settings;
  private Clock clock;

  /** For the container's proxy. */
  protected CallbackIssuer() {}

  @Inject
  CallbackIssuer(KeyRing ring, Settings settings, Clock clock) {
    this.ring = ring;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A token for a notification (RFC 7519): {@code aud} is the application that is notified, {@code
   * tid} its tenant. It was signed within the last five minutes.
   *
   * @param key of the kind {@link KeyKind#RS256}
   */
  String token(LoadedKey key, Owner owner, Instant now) {
    Receiver receiver = new Receiver(key, owner);
    Signed last = tokens.getIfPresent(receiver);
    if (last != null && last.isRecent(now)) {
      return last.token();
    }
    Signed next = new Signed(signed(key, owner, now), now);
    tokens.put(receiver, next);
    return next.token();
  }

  private String signed(LoadedKey key, Owner owner, Instant now) {
    Settings.CallbackAuthentication claims = settings.callbackAuthentication();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.id())
                .build(),
            new JWTClaimsSet.Builder()
                .issuer(claims.issuer())
                .audience(claims.audience().orElse(owner.applicationId()))
                .claim("tid", owner.tenantId())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now.minus(CLOCK_SKEW)))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build());
    try {
      token.sign(new RSASSASigner((PrivateKey) key.key()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("a token could not be signed", e);
    }
  }

  /**
   * What a receiver has to know (OpenID Connect Discovery 1.0 section 3).
   *
   * @param requested the root of the host that was asked, which is where the keys are unless the
   *     settings say otherwise
   */
  Map<String, Object> configuration(URI requested) {
    String base = settings.baseUrl().orElse(requested).toString();
    return Map.of(
        "issuer",
        settings.callbackAuthentication().issuer(),
        "jwks_uri",
        "%s%s%s/%s".formatted(base, base.endsWith("/") ? "" : "/", FOLDER, KEYS),
        "id_token_signing_alg_values_supported",
        List.of(JWSAlgorithm.RS256.getName()),
        "subject_types_supported",
        List.of("public"),
        "response_types_supported",
        List.of("token"));
  }

  /**
   * The public keys (RFC 7517 section 5): all that sign, will sign soon, or have signed lately.
   *
   * @throws ApiException 503 if they cannot be read just now
   */
  Map<String, Object> publicKeys() {
    Instant now = clock.instant();
    return ring.at(now).published(now).toJSONObject(true);
  }
}
