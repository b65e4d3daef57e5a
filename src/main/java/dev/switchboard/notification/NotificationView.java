package dev.switchboard.notification;

import dev.switchboard.odata.EntityView;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A notification as a client reads it.
 *
 * @param id that of the message, which is the same however often it is sent
 * @param etag the entity tag
 * @param members its members, in the order in which they are written
 */
public record NotificationView(String id, String etag, Map<String, Object> members)
    implements EntityView {

  static NotificationView of(Notification notification) {
    ChangeNotification change = notification.change();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", notification.id().toString());
    members.put(NotificationModel.SEQUENCE.name(), notification.sequence());
    members.put(NotificationModel.CHANGE.name(), change.type().toString());
    members.put("resource", change.resource());
    members.put(NotificationModel.RESOURCE_URL.name(), change.resourceUrl());
    members.put("resourceData", change.data());
    members.put("action", change.action().<JsonValue>map(action -> action).orElse(JsonValue.NULL));
    return new NotificationView(notification.id().toString(), notification.etag(), members);
  }

  @Override
  public String type() {
    return "callNotification";
  }
}
