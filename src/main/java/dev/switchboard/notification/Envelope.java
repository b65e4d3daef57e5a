package dev.switchboard.notification;

import dev.switchboard.json.StoredJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;

/** A notification as it is sent: Graph's {@code commsNotifications} with one in it. */
final class Envelope {

  private Envelope() {}

  /**
   * The body of a request.
   *
   * @param sequence the number of the notification, which Graph does not have: an annotation
   */
  static byte[] of(ChangeNotification change, int sequence) {
    JsonObjectBuilder notification =
        StoredJson.JSON
            .createObjectBuilder()
            .add("@odata.type", "#microsoft.graph.commsNotification")
            .add("@switchboard.sequence", sequence);
    change.action().ifPresent(action -> notification.add("@switchboard.action", action));
    notification
        .add("changeType", change.type().toString())
        .add("resource", change.resource())
        .add("resourceUrl", change.resourceUrl())
        .add("resourceData", change.data());
    JsonObject envelope =
        StoredJson.JSON
            .createObjectBuilder()
            .add("@odata.type", "#microsoft.graph.commsNotifications")
            .add("value", StoredJson.JSON.createArrayBuilder().add(notification))
            .build();
    return envelope.toString().getBytes(StandardCharsets.UTF_8);
  }
}
