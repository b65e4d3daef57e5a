package dev.switchboard.participant;

import dev.switchboard.operation.OperationKey;
import dev.switchboard.operation.OperationModel;
import dev.switchboard.query.Columns;

/** Where the members of participants are stored, for queries; the others are in one of JSON. */
public final class ParticipantColumns {

  /** Those that can be filtered and ordered by. */
  public static final Columns COLUMNS =
      Columns.of(ParticipantModel.PARTICIPANT)
          .key(OperationModel.ID.name(), "e.id", OperationKey::parseId)
          .flag(ParticipantModel.IS_IN_LOBBY.name(), "e.inLobby")
          .flag(ParticipantModel.IS_MUTED.name(), "e.muted");

  private ParticipantColumns() {}
}
