package dev.switchboard.operation;

import dev.switchboard.edm.EnumerationType;
import dev.switchboard.operation.OperationType.DerivedMember;
import dev.switchboard.query.Columns;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Where the members of operations are stored, for queries. */
public final class OperationColumns {

  /**
   * Those that can be filtered by. Not {@code recordingAccessToken}, a secret: whoever could filter
   * by it could guess it.
   */
  public static final Columns COLUMNS =
      withResultInfo(Columns.of(OperationModel.COMMS_OPERATION))
          .key(OperationModel.ID.name(), "e.id", OperationKey::parseId)
          .nullableText(OperationModel.CLIENT_CONTEXT.name(), "e.clientContext")
          .enumeration(
              OperationModel.STATUS.name(),
              "e.status",
              OperationStatus.TYPE,
              stored(OperationStatus::parse))
          .longText(DerivedMember.RECORDING_LOCATION.member(), "e.recordingLocation")
          .nullableEnumeration(
              DerivedMember.COMPLETION_REASON.member(),
              "e.completionReason",
              CompletionReason.TYPE,
              stored(CompletionReason::parse))
          .type(
              "e.type",
              wanted ->
                  Arrays.stream(OperationType.values())
                      .filter(type -> type.type().isOrDerivesFrom(wanted))
                      .toList())
          .searched(
              OperationModel.CLIENT_CONTEXT.name(),
              OperationModel.ofResult(OperationModel.MESSAGE));

  private OperationColumns() {}

  /**
   * Says where the members of {@code resultInfo} are stored: operations and calls have it alike.
   */
  public static Columns withResultInfo(Columns columns) {
    return columns
        .presence(OperationModel.RESULT_INFO.name(), "e.resultCode")
        .nullableNumber(OperationModel.ofResult(OperationModel.CODE), "e.resultCode")
        .nullableNumber(OperationModel.ofResult(OperationModel.SUBCODE), "e.resultSubcode")
        .longText(OperationModel.ofResult(OperationModel.MESSAGE), "e.resultMessage");
  }

  private static <E extends Enum<E>> Function<EnumerationType.Member, Optional<Enum<?>>> stored(
      Function<String, Optional<E>> parse) {
    return member -> parse.apply(member.name()).map(Function.identity());
  }
}
