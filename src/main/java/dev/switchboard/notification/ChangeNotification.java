package dev.switchboard.notification;

import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.EntityJson;
import dev.switchboard.odata.EntityView;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * A change that others are to hear of.
 *
 * @param type what happened
 * @param path of the resource below a service root, without a leading slash
 * @param data the resource as it is after the change, or was when it was deleted; of a collection
 *     an array of all that is in it
 * @param action what asked for the change: the name and the parameters of an action; empty for none
 */
public record ChangeNotification(
    ChangeType type, String path, JsonValue data, Optional<JsonObject> action) {

  /** A change that is told by the resource alone. */
  public static ChangeNotification of(ChangeType type, String path, EntityView entity) {
    return new ChangeNotification(type, path, EntityJson.of(entity, "/" + path), Optional.empty());
  }

  /** A change of a collection that is told by all that is in it then. */
  public static ChangeNotification of(String path, List<? extends EntityView> all) {
    JsonArrayBuilder data = StoredJson.JSON.createArrayBuilder();
    all.forEach(entity -> data.add(EntityJson.of(entity, "/" + path + "/" + entity.id())));
    return new ChangeNotification(ChangeType.UPDATED, path, data.build(), Optional.empty());
  }

  /** Where the resource stands, as it has been since 2023. */
  String resourceUrl() {
    return "/" + path;
  }

  /** Where it stands in the older form, which is still sent. */
  String resource() {
    return "/" + path.replaceFirst("^communications/", "app/");
  }

  /** The same, asked for by an action. */
  public ChangeNotification by(JsonObject cause) {
    return new ChangeNotification(type, path, data, Optional.of(cause));
  }
}
