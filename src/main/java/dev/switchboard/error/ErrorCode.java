package dev.switchboard.error;

import java.util.Arrays;

/** The top-level error codes of Graph's API guideline: the HTTP reason phrase in camel case. */
public enum ErrorCode {
  BAD_REQUEST(400, "badRequest"),
  UNAUTHORIZED(401, "unauthorized"),
  FORBIDDEN(403, "forbidden"),
  NOT_FOUND(404, "notFound"),
  METHOD_NOT_ALLOWED(405, "methodNotAllowed"),
  NOT_ACCEPTABLE(406, "notAcceptable"),
  REQUEST_TIMEOUT(408, "requestTimeout"),
  CONFLICT(409, "conflict"),
  PRECONDITION_FAILED(412, "preconditionFailed"),
  CONTENT_TOO_LARGE(413, "contentTooLarge"),
  URI_TOO_LONG(414, "uriTooLong"),
  UNSUPPORTED_MEDIA_TYPE(415, "unsupportedMediaType"),
  FAILED_DEPENDENCY(424, "failedDependency"),
  PRECONDITION_REQUIRED(428, "preconditionRequired"),
  TOO_MANY_REQUESTS(429, "tooManyRequests"),
  INTERNAL_SERVER_ERROR(500, "internalServerError"),
  NOT_IMPLEMENTED(501, "notImplemented"),
  SERVICE_UNAVAILABLE(503, "serviceUnavailable"),
  GATEWAY_TIMEOUT(504, "gatewayTimeout");

  private final int status;
  private final String text;

  ErrorCode(int status, String text) {
    this.status = status;
    this.text = text;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The code as it stands in the error object. */
  public String text() {
    return text;
  }

  /** The code for a status, or the general one of its class for a status without its own. */
  static ErrorCode of(int status) {
    return Arrays.stream(values())
        .filter(code -> code.status == status)
        .findFirst()
        .orElse(status < 500 ? BAD_REQUEST : INTERNAL_SERVER_ERROR);
  }
}
