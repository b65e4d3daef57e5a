package dev.switchboard.error;

import jakarta.ejb.ApplicationException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A refusal that carries its own HTTP answer. Thrown anywhere below the HTTP layer, it rolls the
 * transaction back and reaches the mapper unwrapped.
 */
@ApplicationException(rollback = true)
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The attribute of a servlet request that holds the refusal it was answered with. */
  public static final String ANSWERED = ApiException.class.getName();

  /** Seconds after which a client may try again when the service could not do its work just now. */
  private static final String RETRY_AFTER_SECONDS = "1";

  private final ErrorCode code;
  private final String target;
  private final transient List<ErrorBody.Detail> details;
  private final transient Map<String, String> headers;

  private ApiException(
      ErrorCode code,
      String message,
      String target,
      List<ErrorBody.Detail> details,
      Map<String, String> headers) {
    // A refusal is an answer, not an accident: no stack trace, so that a flood of them stays cheap.
    super(message, null, false, false);
    this.code = code;
    this.target = target;
    this.details = details;
    this.headers = headers;
  }

  /** A refusal without a target. */
  public static ApiException of(ErrorCode code, String message) {
    return of(code, message, null);
  }

  /** A refusal that names the member or header it is about; {@code target} may be null. */
  public static ApiException of(ErrorCode code, String message, String target) {
    return new ApiException(code, message, target, List.of(), Map.of());
  }

  /** 400 about one member, header or query option. */
  public static ApiException badRequest(String target, String message) {
    return of(ErrorCode.BAD_REQUEST, message, target);
  }

  /** 404; the message never tells whether the thing exists for somebody else. */
  public static ApiException notFound(String message) {
    return of(ErrorCode.NOT_FOUND, message);
  }

  /** 409 about one member; {@code target} may be null. */
  public static ApiException conflict(String target, String message) {
    return of(ErrorCode.CONFLICT, message, target);
  }

  /** 503 with {@code Retry-After}: nothing was decided, the same request may succeed soon. */
  public static ApiException unavailable(String message) {
    return new ApiException(
        ErrorCode.SERVICE_UNAVAILABLE,
        message,
        null,
        List.of(),
        Map.of("Retry-After", RETRY_AFTER_SECONDS));
  }

  /** The same refusal with one more response header. */
  public ApiException withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers == null ? Map.<String, String>of() : headers);
    more.put(name, value);
    return new ApiException(code, getMessage(), target, details, Map.copyOf(more));
  }

  /**
   * The same refusal with the subcode that Graph's calling platform has for it, as a detail.
   *
   * @param subcode such as 8501
   */
  public ApiException withSubcode(int subcode) {
    return new ApiException(
        code,
        getMessage(),
        target,
        List.of(new ErrorBody.Detail(Integer.toString(subcode), getMessage(), target)),
        headers());
  }

  /** 400 for several findings: the first speaks, all are listed. */
  static ApiException badRequest(List<ErrorBody.Detail> findings) {
    ErrorBody.Detail first = findings.get(0);
    return new ApiException(
        ErrorCode.BAD_REQUEST,
        findings.size() == 1
            ? first.message()
            : findings.stream().map(ErrorBody.Detail::message).collect(Collectors.joining(" ")),
        first.target(),
        findings.size() == 1 ? List.of() : List.copyOf(findings),
        Map.of());
  }

  /** The code, and with it the HTTP status. */
  public ErrorCode code() {
    return code;
  }

  /** What the refusal is about, or null. */
  public String target() {
    return target;
  }

  List<ErrorBody.Detail> details() {
    return details == null ? List.of() : details;
  }

  Map<String, String> headers() {
    return headers == null ? Map.of() : headers;
  }
}
