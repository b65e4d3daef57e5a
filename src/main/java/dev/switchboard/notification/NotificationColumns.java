package dev.switchboard.notification;

import dev.switchboard.edm.StructuredType;
import dev.switchboard.query.Columns;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Where the members of notifications are stored, for queries. */
public final class NotificationColumns {

  private NotificationColumns() {}

  /**
   * The columns.
   *
   * @param entity the type of a notification
   */
  public static Columns of(StructuredType entity) {
    boolean inFeed = entity.property(NotificationModel.CALL_SEQUENCE.name()).isPresent();
    Columns columns = Columns.of(entity).key("id", "e.id", NotificationColumns::id);
    if (inFeed) {
      columns
          .number(NotificationModel.SEQUENCE.name(), "e.tenantSequence")
          .number(NotificationModel.CALL_SEQUENCE.name(), "e.sequence")
          .usuallyBy(NotificationModel.SEQUENCE.name());
    } else {
      columns.number(NotificationModel.SEQUENCE.name(), "e.sequence");
    }
    return columns
        .enumeration(
            NotificationModel.CHANGE.name(),
            "e.changeType",
            NotificationModel.CHANGE_TYPE,
            member ->
                Arrays.stream(ChangeType.values())
                    .filter(type -> type.toString().equals(member.name()))
                    .findFirst()
                    .map(type -> type))
        .text(NotificationModel.RESOURCE_URL.name(), "CONCAT('/', e.path)")
        .longText(NotificationModel.DEAD_LETTER_REASON.name(), "e.deadReason");
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
