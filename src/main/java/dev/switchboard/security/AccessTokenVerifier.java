package dev.switchboard.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Verifies access tokens as RFC 8725 and RFC 9068 ask: signature by an allowed algorithm with a key
 * of the issuer, issuer, audience, times, and that the token was issued to an application and not
 * to a user.
 */
@ApplicationScoped
public class AccessTokenVerifier {

  /** Longer than any token of an issuer; what is longer is not even parsed. */
  private static final int LONGEST_TOKEN = 16 * 1024;

  /** What may be stored as a tenant or an application. */
  private static final int LONGEST_ID = 128;

  private final VerifiedTokens verifiedBefore = new VerifiedTokens();
  private TrustedIssuers issuers;
  private Clock clock;

  /** For the container's proxy. */
  protected AccessTokenVerifier() {}

  @Inject
  AccessTokenVerifier(TrustedIssuers issuers, Clock clock) {
    this.issuers = issuers;
    this.clock = clock;
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
    if (issuers.isEmpty()) {
      throw ApiException.unavailable("The service has no issuer to trust yet.");
    }
    if (token.length() > LONGEST_TOKEN) {
      throw new InvalidTokenException("it is too long");
    }
    Optional<Caller> known = verifiedBefore.caller(token, clock.instant());
    if (known.isPresent()) {
      return known.get();
    }
    VerifiedTokens.Verified verified = verifiedAnew(token);
    verifiedBefore.add(token, verified);
    return verified.caller();
  }

  private VerifiedTokens.Verified verifiedAnew(String token) throws InvalidTokenException {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWTClaimsSet said = jwt.getJWTClaimsSet();
      String tenant = id(said.getStringClaim("tid"), "tenant (tid)");
      // What is said decides only by whose keys it must be proved.
      TrustedIssuer issuer =
          issuers
              .named(said, tenant)
              .orElseThrow(
                  () -> new InvalidTokenException("its issuer is not one this service trusts"));
      JWKSelector wanted =
          issuer
              .wantedKeys(jwt.getHeader())
              .orElseThrow(AccessTokenVerifier::signatureIsNotTheIssuers);
      // Before they are used: if others come meanwhile, it is verified again next time.
      List<JWK> keys = keys(issuer, wanted);
      JWTClaimsSet claims = verified(issuer, jwt);
      requireExpiry(claims);
      requireIssuedInThePast(claims);
      if (!issuers.serve(tenant)) {
        throw new InvalidTokenException("its tenant is not one this service is for");
      }
      List<String> roles = claims.getStringListClaim("roles");
      if (roles != null && roles.contains(null)) {
        throw new InvalidTokenException("a role is null");
      }
      String application = application(claims);
      // Whatever its roles: in a token for a user they are the user's, not the application's.
      if (isDelegated(claims)) {
        throw ApiException.of(
                ErrorCode.FORBIDDEN,
                "Delegated tokens are not accepted: use an application permission (client credentials).")
            .withHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                "Bearer realm=\"switchboard\", error=\"insufficient_scope\"");
      }
      return new VerifiedTokens.Verified(
          new Caller(tenant, application, roles == null ? Set.of() : Set.copyOf(roles)),
          issuer,
          wanted,
          keys,
          begin(claims),
          claims.getExpirationTime().toInstant().plusSeconds(TrustedIssuer.CLOCK_SKEW_SECONDS));
    } catch (ParseException e) {
      throw new InvalidTokenException("it is not a signed JWT, or a claim is of the wrong type");
    }
  }

  /** None that can be had just now are none that are known. */
  private static List<JWK> keys(TrustedIssuer issuer, JWKSelector wanted) {
    try {
      return issuer.keys(wanted);
    } catch (KeySourceException e) {
      throw keysAreAway();
    }
  }

  private static InvalidTokenException signatureIsNotTheIssuers() {
    return new InvalidTokenException("its signature is not one of the issuer's");
  }

  private static ApiException keysAreAway() {
    return ApiException.unavailable("The keys of the issuer cannot be had just now.");
  }

  /** The later one of the times before which it was not valid. */
  private static Instant begin(JWTClaimsSet claims) {
    return Stream.of(claims.getIssueTime(), claims.getNotBeforeTime())
        .filter(Objects::nonNull)
        .map(Date::toInstant)
        .max(Comparator.naturalOrder())
        .map(time -> time.minusSeconds(TrustedIssuer.CLOCK_SKEW_SECONDS))
        .orElse(Instant.MIN);
  }

  private static JWTClaimsSet verified(TrustedIssuer issuer, SignedJWT jwt)
      throws InvalidTokenException {
    try {
      return issuer.processor().process(jwt, null);
    } catch (BadJWTException e) {
      throw new InvalidTokenException(
          "its audience or its times do not fit, or a claim is missing");
    } catch (BadJOSEException e) {
      throw signatureIsNotTheIssuers();
    } catch (KeySourceException e) {
      throw keysAreAway();
    } catch (JOSEException e) {
      throw new InvalidTokenException("its signature cannot be checked");
    }
  }

  /** The library takes a claim that is null for one that is there. */
  private static void requireExpiry(JWTClaimsSet claims) throws InvalidTokenException {
    if (claims.getExpirationTime() == null) {
      throw new InvalidTokenException("it does not say when it expires");
    }
  }

  /** Whether it is for a user, by its {@code scp} or by Entra's optional {@code idtyp}. */
  private static boolean isDelegated(JWTClaimsSet claims) {
    Object type = claims.getClaim("idtyp");
    return claims.getClaim("scp") != null || (type != null && !type.equals("app"));
  }

  private void requireIssuedInThePast(JWTClaimsSet claims) throws InvalidTokenException {
    Date issuedAt = claims.getIssueTime();
    if (issuedAt != null
        && issuedAt
            .toInstant()
            .isAfter(clock.instant().plusSeconds(TrustedIssuer.CLOCK_SKEW_SECONDS))) {
      throw new InvalidTokenException("it was issued in the future");
    }
  }

  /**
   * The application's id: {@code azp} in tokens of Entra's version 2, {@code appid} in those of
   * version 1, {@code client_id} in those of RFC 9068 section 2.2.
   */
  private static String application(JWTClaimsSet claims)
      throws ParseException, InvalidTokenException {
    String application = claims.getStringClaim("azp");
    for (String claim : List.of("appid", "client_id")) {
      if (application == null) {
        application = claims.getStringClaim(claim);
      }
    }
    return id(application, "application (azp, appid or client_id)");
  }

  private static String id(String claim, String what) throws InvalidTokenException {
    if (claim == null || claim.isBlank() || claim.length() > LONGEST_ID) {
      throw new InvalidTokenException("it names no " + what);
    }
    return claim;
  }
}
