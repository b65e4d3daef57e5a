package dev.switchboard.operation;

import dev.switchboard.odata.EntityView;
import dev.switchboard.operation.OperationType.DerivedMember;
import dev.switchboard.settings.Settings.StatusCasing;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An operation as a client sees it, taken at one moment of a transaction.
 *
 * @param key its address
 * @param type the unqualified name of its type
 * @param etag the entity tag of the version that it shows
 * @param members its members, in the order in which they are written
 */
public record OperationView(OperationKey key, String type, String etag, Map<String, Object> members)
    implements EntityView {

  static OperationView of(CommsOperation operation, StatusCasing casing) {
    return of(operation.key(), operation.type(), operation.etag(), operation.state(), casing);
  }

  static OperationView of(
      OperationKey key,
      OperationType type,
      String etag,
      OperationState state,
      StatusCasing casing) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(OperationModel.ID.name(), key.id().toString());
    members.put(OperationModel.CLIENT_CONTEXT.name(), state.clientContext());
    members.put(OperationModel.STATUS.name(), state.status().wire(casing));
    members.put(
        OperationModel.RESULT_INFO.name(),
        state.resultInfo() == null ? null : state.resultInfo().members());
    for (DerivedMember member : DerivedMember.values()) {
      if (type.declares(member)) {
        members.put(
            member.member(),
            switch (member) {
              case PARTICIPANTS -> state.participants();
              case RECORDING_ACCESS_TOKEN -> state.recordingAccessToken();
              case RECORDING_LOCATION -> state.recordingLocation();
              case COMPLETION_REASON ->
                  state.completionReason() == null ? null : state.completionReason().toString();
            });
      }
    }
    state.dynamicProperties().addTo(members);
    return new OperationView(key, type.typeName(), etag, members);
  }

  /** Says nothing that must not stand in a log, above all no recordingAccessToken. */
  @Override
  public String toString() {
    return "OperationView[%s, %s, %s]".formatted(key, type, etag);
  }

  @Override
  public String id() {
    return key.id().toString();
  }
}
