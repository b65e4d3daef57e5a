package dev.switchboard.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A refusal in the form in which it leaves the service. */
public final class ErrorResponse {

  /** Always with seconds, which {@code LocalDateTime.toString()} leaves out when they are zero. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private ErrorResponse() {}

  static ErrorBody body(ApiException refusal, RequestIds ids, Clock clock) {
    List<ErrorBody.Detail> details = refusal.details();
    return new ErrorBody(
        new ErrorBody.Detail(
            refusal.code().text(),
            refusal.getMessage(),
            refusal.target(),
            details.isEmpty() ? null : details,
            new ErrorBody.InnerError(
                DATE.format(clock.instant().atOffset(ZoneOffset.UTC)),
                ids.requestId(),
                ids.clientRequestId())));
  }

  static Response of(Throwable failure, HttpServletRequest request, Clock clock) {
    RequestIds ids = RequestIds.of(request);
    ApiException refusal = refusal(failure, ids);
    request.setAttribute(ApiException.ANSWERED, refusal);
    return of(refusal, ids, clock);
  }

  /**
   * The refusal that a failure of any kind amounts to; a defect is logged with the request's id.
   */
  public static ApiException refusal(Throwable failure, RequestIds ids) {
    return Failures.refusal(failure, ids.requestId());
  }

  /** The answer: status, headers and Graph's error envelope. */
  public static Response of(ApiException refusal, RequestIds ids, Clock clock) {
    Response.ResponseBuilder response =
        Response.status(refusal.code().status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(body(refusal, ids, clock));
    refusal.headers().forEach(response::header);
    return response.build();
  }
}
