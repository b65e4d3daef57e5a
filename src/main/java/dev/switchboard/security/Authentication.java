package dev.switchboard.security;

import dev.switchboard.admission.RateLimit;
import dev.switchboard.audit.AuditTrail;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;

/** Finds out who sends a request, notes it, and counts the request. */
@ApplicationScoped
public class Authentication {

  private static final String SCHEME = "Bearer ";
  private static final String CHALLENGE = "Bearer realm=\"switchboard\"";

  @Inject private AccessTokenVerifier verifier;
  @Inject private RateLimit rateLimit;
  @Inject private AuditTrail audit;
  @Inject private CurrentCaller current;

  /**
   * Whoever the access token names is the caller from now on.
   *
   * @param sent the values of {@code Authorization}; null or none if it was not sent
   * @throws ApiException 400 if it was sent twice, 401 if it holds no valid token (RFC 6750 section
   *     3.1), 429 if the caller sends too many requests
   */
  public Caller authenticate(List<String> sent) {
    if (sent == null || sent.isEmpty()) {
      throw unauthorized("Send an access token as Authorization: Bearer.", CHALLENGE);
    }
    if (sent.size() > 1) {
      throw ApiException.badRequest(HttpHeaders.AUTHORIZATION, "Authorization must be sent once.");
    }
    // Blanks round a field are not part of it (RFC 9110 section 5.5); not every server takes them
    // away.
    String value = sent.get(0).strip();
    if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw unauthorized("Authorization must be of the scheme Bearer.", CHALLENGE);
    }
    Caller caller = verified(value.substring(SCHEME.length()).strip());
    admit(caller);
    return caller;
  }

  /**
   * A caller that has been authenticated sends one more request.
   *
   * @throws ApiException 429 if it is one too many
   */
  public void admit(Caller caller) {
    current.is(caller);
    audit.caller(caller.tenantId(), caller.applicationId());
    rateLimit.count(caller.tenantId(), caller.applicationId());
  }

  private Caller verified(String token) {
    try {
      return verifier.verify(token);
    } catch (InvalidTokenException e) {
      throw unauthorized(
          "The access token is not valid: " + e.getMessage() + ".",
          "%s, error=\"invalid_token\", error_description=\"%s\""
              .formatted(CHALLENGE, e.getMessage()));
    }
  }

  private static ApiException unauthorized(String message, String challenge) {
    return ApiException.of(ErrorCode.UNAUTHORIZED, message)
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }
}
