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
 * @param expanded a page of its operations or participants, if that was asked for
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
    Call.Content content = call.content();
    JsonObject declared = content.declared();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(OperationModel.ID.name(), call.id().toString());
    members.put(CallModel.STATE.name(), content.state().toString());
    members.put(CallModel.CALLBACK_URI.name(), content.callbackUri());
    for (CallMember member : CallMember.values()) {
      members.put(member.member(), declared.getOrDefault(member.member(), member.absent()));
    }
    if (content.resultInfo() != null) {
      members.put(CallMember.RESULT_INFO.member(), content.resultInfo().members());
    }
    content.dynamic().addTo(members);
    return new CallView(call.id().toString(), call.etag(), members, Optional.empty());
  }

  /** The same with a page of one of its collections. */
  CallView with(Page<? extends EntityView> contained) {
    return new CallView(id, etag, members, Optional.of(contained));
  }

  @Override
  public String type() {
    return CallModel.CALL.name();
  }
}
