package dev.switchboard.security;

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

  @Inject private Authentication authentication;
  @Context private HttpServletRequest received;

  @Override
  public void filter(ContainerRequestContext request) {
    if (!ServiceRoot.isServicePath(request.getUriInfo().getPath()) || isDescription(request)) {
      return;
    }
    Caller caller =
        authentication.authenticate(request.getHeaders().get(HttpHeaders.AUTHORIZATION));
    request.setSecurityContext(
        new TokenSecurityContext(caller, request.getSecurityContext().isSecure()));
  }

  /** Not if a session id stands in the path: some servers cut off whatever is behind it. */
  private boolean isDescription(ContainerRequestContext request) {
    return ServiceRoot.isDescription(request.getUriInfo().getRequestUri().getRawPath())
        && !received.isRequestedSessionIdFromURL();
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
