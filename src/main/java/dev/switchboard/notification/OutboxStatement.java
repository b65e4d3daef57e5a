package dev.switchboard.notification;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.switchboard.json.StoredJson;
import dev.switchboard.security.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;

/**
 * Where a change that is one statement leaves word of it: that statement itself writes the
 * notifications, so that they are there if and only if the change is. It is in the SQL of
 * PostgreSQL, and does the same as {@link Outbox} (decision 0023).
 */
@ApplicationScoped
public class OutboxStatement {

  /** Takes the next number of a stream, and makes the stream if this is its first. */
  private static final String STREAM =
      """
      , %1$s AS (
      INSERT INTO notification_stream AS s (id, tenant_id, application_id, call_id, audience,
       last_sequence, due_at, waiting_since, created_at, modified_at, version)
      SELECT ?, tenant_id, application_id, call_id, '%1$s', 1, due_at, due_at, modified_at,
       modified_at, 1
      FROM (SELECT *, CASE WHEN ? THEN modified_at END AS due_at FROM change%2$s) AS told
      ON CONFLICT (call_id, audience) DO UPDATE SET last_sequence = s.last_sequence + 1,
       due_at = COALESCE(s.due_at, EXCLUDED.due_at),
       waiting_since = CASE WHEN s.due_at IS NULL THEN EXCLUDED.due_at ELSE s.waiting_since END,
       modified_at = EXCLUDED.modified_at, version = s.version + 1
      RETURNING id, tenant_id, application_id, call_id, audience, last_sequence, modified_at)
      """;

  /** The streams are locked one after another, in the order in which {@link Outbox} does it. */
  private static final String AFTER = " CROSS JOIN (SELECT COUNT(*) FROM %s) AS before";

  /** The id is that of {@link NotificationStream#idOf}. */
  private static final String NOTIFICATION =
      """
      INSERT INTO notification (id, tenant_id, application_id, call_id, audience, sequence_number,
       change_type, resource_path, resource_data, action_data, created_at, modified_at, version)
      SELECT CAST(OVERLAY(OVERLAY(CAST(id AS TEXT) PLACING '8' FROM 15)
        PLACING LPAD(TO_HEX(last_sequence), 8, '0') FROM 29) AS UUID),
       tenant_id, application_id, call_id, audience, last_sequence,
       ?, ?, ?, ?, modified_at, modified_at, 1
      FROM (%s) AS streams""";

  private TimeOrderedEpochFactory ids;
  private Destinations destinations;
  private Event<NotificationsDue> due;

  /** For the container's proxy. */
  protected OutboxStatement() {}

  @Inject
  OutboxStatement(
      TimeOrderedEpochFactory ids, Destinations destinations, Event<NotificationsDue> due) {
    this.ids = ids;
    this.destinations = destinations;
    this.due = due;
  }

  /**
   * A statement that makes a change and writes its notifications, as many as it then counts; none
   * if the change finds no row.
   *
   * @param change an UPDATE of at most one row that returns {@code call_id}, {@code tenant_id},
   *     {@code application_id} and the new {@code modified_at}; its parameters come first
   * @param audiences who is told, in the order of the enum
   */
  public static String text(String change, Set<Audience> audiences) {
    StringBuilder text = new StringBuilder("WITH change AS (").append(change).append(')');
    StringBuilder streams = new StringBuilder();
    String before = null;
    for (Audience audience : audiences) {
      String name = audience.name();
      text.append(STREAM.formatted(name, before == null ? "" : AFTER.formatted(before)));
      streams.append(before == null ? "" : " UNION ALL ").append("SELECT * FROM ").append(name);
      before = name;
    }
    return text.append(NOTIFICATION.formatted(streams)).toString();
  }

  /**
   * Gives the notifications' part of such a statement its parameters.
   *
   * @param first the number of the first one
   * @param owner whose the call is
   */
  public void bind(
      PreparedStatement statement,
      int first,
      Owner owner,
      Set<Audience> audiences,
      ChangeNotification change)
      throws SQLException {
    int parameter = first;
    for (Audience audience : audiences) {
      statement.setObject(parameter++, ids.create());
      statement.setBoolean(parameter++, destinations.mayBeOf(audience, owner));
    }
    statement.setString(parameter++, change.type().name());
    statement.setString(parameter++, change.path());
    statement.setString(parameter++, change.data().toString());
    statement.setString(parameter, change.action().map(StoredJson::text).orElse(null));
  }

  /** Such a statement has written something: whoever sends it need not look for it. */
  public void written(Owner owner, Set<Audience> audiences) {
    if (audiences.stream().anyMatch(audience -> destinations.mayBeOf(audience, owner))) {
      due.fire(new NotificationsDue());
    }
  }
}
