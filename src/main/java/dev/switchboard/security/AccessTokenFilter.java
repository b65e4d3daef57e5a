package dev.switchboard.security;

import dev.switchboard.admission.RateLimit;
import dev.switchboard.audit.AuditTrail;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.odata.ServiceRoot;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.List;

/**
 * Lets nobody below a service root without a valid access token in {@code Authorization: Bearer}
 * (RFC 6750 section 2.1; the query and the body are never looked at). It runs before the request is
 * matched, so that a stranger cannot tell a path that exists from one that does not. Only what
 * describes the service to everybody alike is open, and a token sent there is not looked at.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class AccessTokenFilter implements ContainerRequestFilter {

  private static final String SCHEME = "Bearer ";
  private static final String CHALLENGE = "Bearer realm=\"switchboard\"";

  @Inject private AccessTokenVerifier verifier;
  @Inject private RateLimit rateLimit;
  @Inject private AuditTrail audit;
  @Context private HttpServletRequest received;

  @Override
  public void filter(ContainerRequestContext request) {
    if (!ServiceRoot.isServicePath(request.getUriInfo().getPath()) || isDescription(request)) {
      return;
    }
    List<String> sent = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
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
    Caller caller;
    try {
      caller = verifier.verify(value.substring(SCHEME.length()).strip());
    } catch (InvalidTokenException e) {
      throw unauthorized(
          "The access token is not valid: " + e.getMessage() + ".",
          "%s, error=\"invalid_token\", error_description=\"%s\""
              .formatted(CHALLENGE, e.getMessage()));
    }
    audit.caller(caller.tenantId(), caller.applicationId());
    rateLimit.count(caller.tenantId(), caller.applicationId());
    request.setSecurityContext(
        new TokenSecurityContext(caller, request.getSecurityContext().isSecure()));
  }

  /** Not if a session id stands in the path: some servers cut off whatever is behind it. */
  private boolean isDescription(ContainerRequestContext request) {
    return ServiceRoot.isDescription(request.getUriInfo().getRequestUri().getRawPath())
        && !received.isRequestedSessionIdFromURL();
  }

  private static ApiException unauthorized(String message, String challenge) {
    return ApiException.of(ErrorCode.UNAUTHORIZED, message)
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }

  private record TokenSecurityContext(Caller caller, boolean secure) implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
      return caller;
    }

    @Override
    public boolean isUserInRole(String role) {
      return caller.roles().contains(role);
    }

    @Override
    public boolean isSecure() {
      return secure;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }
}
