package dev.switchboard.odata;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Levels what implementations of JAX-RS read differently before they look for a resource: the
 * letters of a method count (RFC 9110 section 9.1), a request without a body has no wrong media
 * type, and one with a range of media types, or with two, has no right one.
 */
@Provider
@PreMatching
@Priority(ExactRequestFilter.FIRST)
public class ExactRequestFilter implements ContainerRequestFilter {

  static final int FIRST = 1;

  private static final Set<String> WITH_A_BODY = Set.of("POST", "PATCH", "PUT");

  /** What no resource consumes. */
  private static final String NONE = "application/x-none";

  @Override
  public void filter(ContainerRequestContext request) {
    HttpServletRequest received = HeaderFilter.received(request);
    if (!request.getMethod().equals(received.getMethod())) {
      // Written in another way, so that no implementation can take it for one that it knows.
      request.setMethod("UNKNOWN-" + received.getMethod());
    }
    if (ServiceRoot.isServicePath(request.getUriInfo().getPath())
        && WITH_A_BODY.contains(request.getMethod())) {
      String type = mediaType(received);
      if (type != null) {
        request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, type);
      }
    }
  }

  /** The media type to go on with, or null for the one that was sent. */
  private static String mediaType(HttpServletRequest received) {
    List<String> types = Collections.list(received.getHeaders(HttpHeaders.CONTENT_TYPE));
    if (types.isEmpty()
        && received.getContentLengthLong() <= 0
        && received.getHeader("Transfer-Encoding") == null) {
      // A body that is missing is missed by its reader, which says so.
      return MediaType.APPLICATION_JSON;
    }
    return types.size() > 1 || types.stream().anyMatch(type -> type.contains("*")) ? NONE : null;
  }
}
