package dev.switchboard.operation;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;

/**
 * A patch that fits the type of the operation it is for, ready to be applied.
 *
 * @param dynamic undeclared members and the annotations of their types, as in the request
 */
record TypedPatch(
    Change<OperationStatus> status,
    Change<String> clientContext,
    Change<ResultInfoPatch> resultInfo,
    Change<JsonArray> participants,
    Change<String> recordingAccessToken,
    Change<String> recordingLocation,
    Change<CompletionReason> completionReason,
    JsonObject dynamic) {

  /** Says nothing that must not stand in a log, above all no recordingAccessToken. */
  @Override
  public String toString() {
    return "TypedPatch[" + status + "]";
  }
}
