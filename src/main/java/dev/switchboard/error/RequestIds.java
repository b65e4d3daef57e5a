package dev.switchboard.error;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The two ids of a request (Graph: {@code request-id}, {@code client-request-id}).
 *
 * @param requestId given by the service
 * @param clientRequestId the client's, if it sent a harmless one, else the service's
 */
public record RequestIds(String requestId, String clientRequestId) {

  private static final String ATTRIBUTE = RequestIds.class.getName();

  /** What may be echoed: nothing that could split a header or a log line, nothing long. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:{}-]{1,128}");

  /** The ids of this request, made at the first call. */
  public static RequestIds of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof RequestIds ids) {
      return ids;
    }
    String requestId = UUID.randomUUID().toString();
    RequestIds ids = of(requestId, request.getHeader("client-request-id"), requestId);
    request.setAttribute(ATTRIBUTE, ids);
    return ids;
  }

  /** The ids of a request that stands in this one; {@code sent} is the client's own, or null. */
  public RequestIds within(String sent) {
    return of(UUID.randomUUID().toString(), sent, clientRequestId);
  }

  private static RequestIds of(String requestId, String sent, String otherwise) {
    return new RequestIds(
        requestId, sent != null && HARMLESS.matcher(sent).matches() ? sent : otherwise);
  }
}
