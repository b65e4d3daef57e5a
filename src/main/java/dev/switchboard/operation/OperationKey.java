package dev.switchboard.operation;

import dev.switchboard.error.ApiException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The only address of an operation.
 *
 * @param callId the call that it belongs to
 * @param id its own id
 */
public record OperationKey(UUID callId, UUID id) {

  private static final Pattern DASHED =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  private static final Pattern PLAIN =
      Pattern.compile(
          "([0-9A-Fa-f]{8})([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})([0-9A-Fa-f]{12})");

  /**
   * Reads the two ids of a path.
   *
   * @throws ApiException 404 if one of them cannot be an id
   */
  public static OperationKey parse(String callId, String id) {
    Optional<UUID> call = parseId(callId);
    Optional<UUID> operation = parseId(id);
    if (call.isEmpty() || operation.isEmpty()) {
      throw notFound();
    }
    return new OperationKey(call.get(), operation.get());
  }

  /** Reads a GUID with dashes, or the 32 hex digits that callback URLs hold, in any letter case. */
  public static Optional<UUID> parseId(String text) {
    if (DASHED.matcher(text).matches()) {
      return Optional.of(UUID.fromString(text));
    }
    return PLAIN.matcher(text).matches()
        ? Optional.of(UUID.fromString(PLAIN.matcher(text).replaceFirst("$1-$2-$3-$4-$5")))
        : Optional.empty();
  }

  /** The answer for every operation that does not exist, or not for this caller. */
  static ApiException notFound() {
    return ApiException.notFound("There is no such operation in this call.");
  }

  /** The context path of the collection that operations of a call stand in. */
  public static String collection(UUID callId) {
    return "communications/calls('" + callId + "')/operations";
  }

  /** The path of the operation below a service root. */
  public String path() {
    return "communications/calls/" + callId + "/operations/" + id;
  }
}
