package dev.switchboard.notification;

import dev.switchboard.odata.EntityView;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A notification as a client reads it.
 *
 * @param type of the collection that it is read from
 * @param id that of the message, which is the same however often it is sent
 * @param etag the entity tag
 * @param members its members, in the order in which they are written
 */
public record NotificationView(String type, String id, String etag, Map<String, Object> members)
    implements EntityView {

  /** Among the notifications of its call. */
  static NotificationView of(Notification notification) {
    return of("callNotification", Map.of(), notification.sequence(), notification);
  }

  /** Among those of the whole tenant. */
  static NotificationView inFeed(Notification notification) {
    return of(
        "tenantNotification",
        Map.of(NotificationModel.CALL_SEQUENCE.name(), notification.sequence()),
        notification.tenantSequence(),
        notification);
  }

  private static NotificationView of(
      String type, Map<String, Object> more, int sequence, Notification notification) {
    ChangeNotification change = notification.change();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", notification.id().toString());
    members.put(NotificationModel.SEQUENCE.name(), sequence);
    members.putAll(more);
    members.put(NotificationModel.CHANGE.name(), change.type().toString());
    members.put("resource", change.resource());
    members.put(NotificationModel.RESOURCE_URL.name(), change.resourceUrl());
    members.put("resourceData", change.data());
    members.put("action", change.action().<JsonValue>map(action -> action).orElse(JsonValue.NULL));
    members.put(
        NotificationModel.DEAD_LETTER_REASON.name(), notification.deadReason().orElse(null));
    return new NotificationView(type, notification.id().toString(), notification.etag(), members);
  }
}
