package dev.switchboard.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import dev.switchboard.settings.Settings;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One issuer whose tokens are accepted, and how they are verified: by an allowed algorithm with one
 * of its own keys, for one of the audiences, in their time (RFC 8725 section 3, RFC 9068 section
 * 4).
 */
final class TrustedIssuer {

  /** Difference of clocks that is forgiven, in seconds. */
  static final int CLOCK_SKEW_SECONDS = 60;

  /** What issuers use; a signature with a shared secret, or none, is no proof. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  /** A tenant as it stands in the issuer URLs of Entra. */
  private static final Pattern TENANT =
      Pattern.compile("(?<=/)\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}(?=/|$)");

  private final String url;
  private final String onlyTenant;
  private final JWKSource<SecurityContext> keys;
  private final DefaultJWTProcessor<SecurityContext> processor;

  /**
   * Trusts an issuer.
   *
   * @param url as it stands in {@code iss}; may hold {@link Settings#TENANT_PLACEHOLDER}
   * @param audiences of which a token must carry one
   */
  TrustedIssuer(String url, Set<String> audiences, JWKSource<SecurityContext> keys, Clock clock) {
    this.url = url;
    this.keys = keys;
    Matcher named = TENANT.matcher(url);
    this.onlyTenant = named.find() ? named.group() : null;
    this.processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier(claimsVerifier(audiences, clock));
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> claimsVerifier(
      Set<String> audiences, Clock clock) {
    DefaultJWTClaimsVerifier<SecurityContext> verifier =
        new DefaultJWTClaimsVerifier<>(
            audiences, null, Set.of("iss", "aud", "exp", "tid"), Set.of()) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew(CLOCK_SKEW_SECONDS);
    return verifier;
  }

  /**
   * Whether a token says that it is from this issuer. An issuer that names a tenant, by placeholder
   * or by its GUID, speaks for that one only.
   */
  boolean isNamedBy(JWTClaimsSet claims, String tenant) {
    return url.replace(Settings.TENANT_PLACEHOLDER, tenant).equals(claims.getIssuer())
        && (onlyTenant == null || onlyTenant.equalsIgnoreCase(tenant));
  }

  /**
   * The keys that a token with this header may be verified with; none if its algorithm is not
   * allowed.
   */
  Optional<JWKSelector> wantedKeys(JWSHeader header) {
    return ALGORITHMS.contains(header.getAlgorithm())
        ? Optional.of(new JWKSelector(JWKMatcher.forJWSHeader(header)))
        : Optional.empty();
  }

  /**
   * Those of its keys that fit.
   *
   * @throws KeySourceException if they cannot be had just now
   */
  List<JWK> keys(JWKSelector wanted) throws KeySourceException {
    return keys.get(wanted, null);
  }

  /** Verifies signature, audience and times. */
  JWTProcessor<SecurityContext> processor() {
    return processor;
  }
}
