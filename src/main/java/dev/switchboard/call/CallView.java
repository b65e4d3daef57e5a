package dev.switchboard.call;

import dev.switchboard.odata.EntityView;
import dev.switchboard.operation.OperationModel;
import dev.switchboard.query.Page;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A call as a client sees it, taken at one moment of a transaction.
 *
 * @param id its key
 * @param etag the entity tag of the version that it shows
 * @param members its members, in the order in which they are written
 * @param expanded a page of its operations, if that was asked for
 */
public record CallView(
    String id,
    String etag,
    Map<String, Object> members,
    Optional<Page<? extends EntityView>> expanded)
    implements EntityView {

  /** The context path of the collection that calls stand in. */
  static final String COLLECTION = CallModel.CALLS_PATH;

  /** The path of a call below a service root. */
  static String path(UUID id) {
    return COLLECTION + "/" + id;
  }

  static CallView of(Call call) {
    JsonObject declared = call.declaredMembers();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(OperationModel.ID.name(), call.id().toString());
    members.put(CallModel.STATE.name(), call.state().toString());
    members.put(CallModel.CALLBACK_URI.name(), call.callbackUri());
    for (CallMember member : CallMember.values()) {
      members.put(member.member(), declared.getOrDefault(member.member(), member.absent()));
    }
    // What a client left out but the service knows.
    if (!declared.containsKey(CallMember.TENANT_ID.member())) {
      members.put(CallMember.TENANT_ID.member(), call.owner().tenantId());
    }
    if (!declared.containsKey(CallMember.DIRECTION.member())) {
      members.put(CallMember.DIRECTION.member(), call.direction().toString());
    }
    if (call.resultInfo() != null) {
      members.put(CallMember.RESULT_INFO.member(), call.resultInfo().members());
    }
    call.dynamicProperties().addTo(members);
    return new CallView(call.id().toString(), call.etag(), members, Optional.empty());
  }

  /** The same with a page of its operations. */
  CallView with(Page<? extends EntityView> operations) {
    return new CallView(id, etag, members, Optional.of(operations));
  }

  @Override
  public String type() {
    return CallModel.CALL.name();
  }
}
