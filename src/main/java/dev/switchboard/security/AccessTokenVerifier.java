package dev.switchboard.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * Verifies access tokens as RFC 8725 and RFC 9068 ask: signature by an allowed algorithm with a key
 * of the issuer, issuer, audience, times, and that the token was issued to an application and not
 * to a user.
 */
@ApplicationScoped
public class AccessTokenVerifier {

  /** Longer than any token of an issuer; what is longer is not even parsed. */
  private static final int LONGEST_TOKEN = 16 * 1024;

  /** Difference of clocks that is forgiven, in seconds. */
  private static final int CLOCK_SKEW_SECONDS = 60;

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  private static final Duration BETWEEN_OUTAGE_NOTES = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(AccessTokenVerifier.class.getName());

  private volatile Instant outageNoted = Instant.EPOCH;
  private Settings settings;
  private DefaultJWTProcessor<SecurityContext> processor;
  private Clock clock;

  /** For the container's proxy. */
  protected AccessTokenVerifier() {}

  @Inject
  AccessTokenVerifier(Settings settings, IssuerKeys keys, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier(claimsVerifier(settings, clock));
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> claimsVerifier(
      Settings settings, Clock clock) {
    DefaultJWTClaimsVerifier<SecurityContext> verifier =
        new DefaultJWTClaimsVerifier<>(
            settings.audience(), null, Set.of("iss", "aud", "exp", "tid")) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew(CLOCK_SKEW_SECONDS);
    return verifier;
  }

  /**
   * Verifies one token.
   *
   * @return whom it was issued to
   * @throws InvalidTokenException if it proves nothing
   * @throws ApiException 403 if it was issued for a user; 503 if the keys of the issuer cannot be
   *     had
   */
  Caller verify(String token) throws InvalidTokenException {
    if (settings.issuer().isEmpty()) {
      throw ApiException.unavailable("The service has no issuer to trust yet.");
    }
    if (token.length() > LONGEST_TOKEN) {
      throw new InvalidTokenException("it is too long");
    }
    JWTClaimsSet claims = verifiedClaims(token);
    try {
      requireIssuer(claims);
      requireIssuedInThePast(claims);
      List<String> roles = claims.getStringListClaim("roles");
      if (roles != null && roles.contains(null)) {
        throw new InvalidTokenException("a role is null");
      }
      String tenant = tenant(claims);
      String application = application(claims);
      // Whatever its roles: in a token for a user they are the user's, not the application's.
      if (claims.getClaim("scp") != null) {
        throw ApiException.of(
            ErrorCode.FORBIDDEN,
            "Delegated tokens are not accepted: use an application permission (client credentials).");
      }
      return new Caller(tenant, application, roles == null ? Set.of() : Set.copyOf(roles));
    } catch (ParseException e) {
      throw new InvalidTokenException("a claim is of the wrong type");
    }
  }

  private JWTClaimsSet verifiedClaims(String token) throws InvalidTokenException {
    try {
      return processor.process(SignedJWT.parse(token), null);
    } catch (ParseException e) {
      throw new InvalidTokenException("it is not a signed JWT");
    } catch (BadJWTException e) {
      throw new InvalidTokenException(
          "its audience or its times do not fit, or a claim is missing");
    } catch (BadJOSEException e) {
      throw new InvalidTokenException("its signature is not one of the issuer's");
    } catch (KeySourceException e) {
      noteOutage(e);
      throw ApiException.unavailable("The keys of the issuer cannot be had just now.");
    } catch (JOSEException e) {
      throw new InvalidTokenException("its signature cannot be checked");
    }
  }

  /**
   * Tells the administrator once a minute; whoever sends tokens must not be able to fill the log.
   */
  private void noteOutage(KeySourceException e) {
    Instant now = clock.instant();
    if (now.isAfter(outageNoted.plus(BETWEEN_OUTAGE_NOTES))) {
      outageNoted = now;
      LOG.log(Level.WARNING, "The keys of the issuer cannot be had: {0}", e.getMessage());
    }
  }

  private void requireIssuer(JWTClaimsSet claims) throws ParseException, InvalidTokenException {
    String expected =
        settings.issuer().orElseThrow().replace(Settings.TENANT_PLACEHOLDER, tenant(claims));
    if (!expected.equals(claims.getIssuer())) {
      throw new InvalidTokenException("its issuer is not the one this service trusts");
    }
  }

  private static String tenant(JWTClaimsSet claims) throws ParseException, InvalidTokenException {
    String tenant = claims.getStringClaim("tid");
    if (tenant == null || tenant.isBlank()) {
      throw new InvalidTokenException("it names no tenant (tid)");
    }
    return tenant;
  }

  private void requireIssuedInThePast(JWTClaimsSet claims) throws InvalidTokenException {
    Date issuedAt = claims.getIssueTime();
    if (issuedAt != null
        && issuedAt.toInstant().isAfter(clock.instant().plusSeconds(CLOCK_SKEW_SECONDS))) {
      throw new InvalidTokenException("it was issued in the future");
    }
  }

  /**
   * The application's id: {@code azp} in tokens of Entra's version 2, {@code appid} in those of
   * version 1.
   */
  private static String application(JWTClaimsSet claims)
      throws ParseException, InvalidTokenException {
    String application = claims.getStringClaim("azp");
    if (application == null) {
      application = claims.getStringClaim("appid");
    }
    if (application == null || application.isBlank()) {
      throw new InvalidTokenException("it names no application (azp or appid)");
    }
    return application;
  }
}
