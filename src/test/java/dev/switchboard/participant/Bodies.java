package dev.switchboard.participant;

import dev.switchboard.call.CallModel;
import jakarta.json.JsonObject;

/** Documents of participants for tests. */
final class Bodies {

  private Bodies() {}

  static ParticipantPatch patch(JsonObject body) {
    return ParticipantPatch.from(body, CallModel.SCHEMA);
  }
}
