package dev.switchboard.notification;

import dev.switchboard.edm.Capabilities;
import dev.switchboard.edm.Capabilities.Ability;
import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.PrimitiveType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.edm.Type;
import dev.switchboard.query.Columns;
import java.util.List;

/**
 * The model of a notification that is read instead of received. Graph has {@code commsNotification}
 * as a complex type without a key; its members are the same here.
 */
public final class NotificationModel {

  static final Property SEQUENCE = Property.required("sequence", PrimitiveType.INT32);

  static final EnumerationType CHANGE_TYPE =
      EnumerationType.of("changeType", "created", "updated", "deleted");

  static final Property CHANGE = Property.required("changeType", CHANGE_TYPE);
  static final Property RESOURCE_URL = Property.required("resourceUrl", PrimitiveType.STRING);

  static final Property DEAD_LETTER_REASON =
      Property.nullable("deadLetterReason", PrimitiveType.STRING);

  static final Property CALL_SEQUENCE = Property.required("callSequence", PrimitiveType.INT32);

  private NotificationModel() {}

  /**
   * The type of a notification in a collection. It is open, for {@code resourceData} is of the type
   * of whatever changed.
   *
   * @param entity the base type of entities
   */
  public static StructuredType in(StructuredType entity) {
    return entity
        .derived("callNotification", SEQUENCE, CHANGE, RESOURCE_URL, DEAD_LETTER_REASON)
        .asOpen();
  }

  /**
   * The type of a notification among all of a tenant, where {@code sequence} is its number among
   * those, and {@code callSequence} that in its call.
   *
   * @param entity the base type of entities
   */
  public static StructuredType inFeed(StructuredType entity) {
    return entity
        .derived(
            "tenantNotification", SEQUENCE, CALL_SEQUENCE, CHANGE, RESOURCE_URL, DEAD_LETTER_REASON)
        .asOpen();
  }

  /** The types that it is made of. */
  public static List<Type> types() {
    return List.of(CHANGE_TYPE);
  }

  /**
   * What can be done with notifications.
   *
   * @param type theirs
   */
  public static Capabilities capabilities(StructuredType type) {
    Columns columns = NotificationColumns.of(type);
    return Capabilities.of(Ability.READ, Ability.COUNT, Ability.TOP, Ability.SKIP)
        .filterable(columns.filterable().toArray(String[]::new))
        .equalityOnly("id")
        .sortable(columns.sortable().toArray(String[]::new));
  }
}
