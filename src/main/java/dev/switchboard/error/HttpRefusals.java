package dev.switchboard.error;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;

/** Puts words to the refusals that JAX-RS and the container make by themselves. */
public final class HttpRefusals {

  private HttpRefusals() {}

  /** The refusal for an exception of JAX-RS; keeps {@code Allow} and {@code Retry-After}. */
  static ApiException of(WebApplicationException http) {
    ApiException refusal = of(http.getResponse().getStatus());
    for (String header : new String[] {HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER}) {
      String value = http.getResponse().getHeaderString(header);
      if (value != null) {
        refusal = refusal.withHeader(header, value);
      }
    }
    return refusal;
  }

  /** The refusal for a bare status. */
  public static ApiException of(int status) {
    ErrorCode code = ErrorCode.of(status);
    return ApiException.of(
        code,
        switch (code) {
          case BAD_REQUEST -> "The request is not well-formed HTTP.";
          case UNAUTHORIZED -> "Send an access token as Authorization: Bearer.";
          case FORBIDDEN -> "The caller may not do this.";
          case NOT_FOUND -> "There is no resource at this path.";
          case METHOD_NOT_ALLOWED -> "The resource does not support this method; see Allow.";
          case NOT_ACCEPTABLE -> "Accept must allow application/json.";
          case REQUEST_TIMEOUT -> "The request did not arrive in time.";
          case CONFLICT -> "The request does not fit the state of the resource.";
          case PRECONDITION_FAILED -> "A precondition of the request does not hold.";
          case CONTENT_TOO_LARGE -> "The request is too large.";
          case URI_TOO_LONG -> "The request URI is too long.";
          case UNSUPPORTED_MEDIA_TYPE ->
              "Content-Type must be application/json (for PATCH also application/merge-patch+json).";
          case FAILED_DEPENDENCY -> "A request that this one depends on has failed.";
          case PRECONDITION_REQUIRED -> "Send If-Match with the ETag of the resource.";
          case TOO_MANY_REQUESTS -> "Too many requests; see Retry-After.";
          case INTERNAL_SERVER_ERROR -> "The service failed.";
          case NOT_IMPLEMENTED -> "The service does not implement this.";
          case SERVICE_UNAVAILABLE -> "The service cannot answer just now; send the request again.";
          case GATEWAY_TIMEOUT -> "The service could not answer in time; send the request again.";
        });
  }
}
