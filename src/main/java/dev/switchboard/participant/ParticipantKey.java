package dev.switchboard.participant;

import dev.switchboard.error.ApiException;
import dev.switchboard.operation.OperationKey;
import java.util.UUID;

/**
 * The only address of a participant.
 *
 * @param callId the call that it is in
 * @param id its own id
 */
public record ParticipantKey(UUID callId, UUID id) {

  /** What Graph's platform calls a participant that is not there. */
  private static final int ABSENT = 8558;

  /**
   * Reads the id of a path.
   *
   * @throws ApiException 404 if it cannot be one
   */
  public static ParticipantKey parse(UUID callId, String id) {
    return new ParticipantKey(
        callId, OperationKey.parseId(id).orElseThrow(ParticipantKey::notFound));
  }

  /** The answer for every participant that does not exist, or not for this caller. */
  static ApiException notFound() {
    return ApiException.notFound("There is no such participant in this call.").withSubcode(ABSENT);
  }

  /** The context path of the collection that participants of a call stand in. */
  public static String collection(UUID callId) {
    return "communications/calls('%s')/participants".formatted(callId);
  }

  /** The path of that collection below a service root. */
  static String collectionPath(UUID callId) {
    return "communications/calls/%s/participants".formatted(callId);
  }

  /** The path of the participant below a service root. */
  public String path() {
    return collectionPath(callId) + "/" + id;
  }
}
