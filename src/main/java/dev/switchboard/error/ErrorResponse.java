package dev.switchboard.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A refusal in the form in which it leaves the service. */
final class ErrorResponse {

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
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString(),
                ids.requestId(),
                ids.clientRequestId())));
  }

  static Response of(Throwable failure, HttpServletRequest request, Clock clock) {
    RequestIds ids = RequestIds.of(request);
    ApiException refusal = Failures.refusal(failure, ids.requestId());
    Response.ResponseBuilder response =
        Response.status(refusal.code().status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(body(refusal, ids, clock));
    refusal.headers().forEach(response::header);
    return response.build();
  }
}
