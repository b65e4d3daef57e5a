package dev.switchboard.error;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * Graph's error envelope (OData JSON 4.01 section 21.1). Members without a value are left out;
 * {@code code} and {@code message} always have one, because the SDKs rely on it.
 *
 * @param error the one member of the envelope
 */
public record ErrorBody(Detail error) {

  /**
   * The error object.
   *
   * @param code machine-readable, one of {@link ErrorCode}
   * @param message for the developer who reads it: names the member and says what would be right
   * @param target the member, header or query option at fault, or null
   * @param details every finding, when there is more than one, or null
   * @param innerError ids to quote when asking the operator
   */
  @JsonbPropertyOrder({"code", "message", "target", "details", "innerError"})
  public record Detail(
      String code, String message, String target, List<Detail> details, InnerError innerError) {

    Detail(String code, String message, String target) {
      this(code, message, target, null, null);
    }
  }

  /**
   * The ids of the request.
   *
   * @param date UTC, without zone, as Graph writes it
   * @param requestId the id the service gave the request
   * @param clientRequestId the client's own id, or the service's where it sent none
   */
  @JsonbPropertyOrder({"date", "requestId", "clientRequestId"})
  public record InnerError(
      String date,
      @JsonbProperty("request-id") String requestId,
      @JsonbProperty("client-request-id") String clientRequestId) {}
}
