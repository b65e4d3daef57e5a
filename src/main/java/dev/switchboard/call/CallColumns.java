package dev.switchboard.call;

import dev.switchboard.operation.OperationColumns;
import dev.switchboard.operation.OperationKey;
import dev.switchboard.operation.OperationModel;
import dev.switchboard.participant.ParticipantColumns;
import dev.switchboard.query.Columns;
import java.util.function.Function;

/**
 * Where the members of calls are stored, for queries; those that are no scalars are in one column
 * of JSON.
 */
final class CallColumns {

  static final Columns COLUMNS =
      OperationColumns.withResultInfo(Columns.of(CallModel.CALL))
          .key(OperationModel.ID.name(), "e.id", OperationKey::parseId)
          .enumeration(
              CallModel.STATE.name(),
              "e.state",
              CallState.TYPE,
              member -> CallState.named(member.name()).map(Function.identity()))
          .longText(CallModel.CALLBACK_URI.name(), "e.callbackUri")
          .longText(CallMember.SUBJECT.member(), "e.subject")
          .nullableEnumeration(
              CallMember.DIRECTION.member(),
              "e.direction",
              CallDirection.TYPE,
              member -> CallDirection.named(member.name()).map(Function.identity()))
          .longText(CallMember.CALL_CHAIN_ID.member(), "e.callChainId")
          .longText(CallMember.MY_PARTICIPANT_ID.member(), "e.myParticipantId")
          .longText(CallMember.TENANT_ID.member(), "e.shownTenantId")
          .contained(CallModel.OPERATIONS.name(), OperationColumns.COLUMNS)
          .contained(CallModel.PARTICIPANTS.name(), ParticipantColumns.COLUMNS);

  private CallColumns() {}
}
