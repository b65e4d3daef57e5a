package dev.switchboard.notification;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.switchboard.database.ArrayParameters;
import dev.switchboard.security.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where changes that are one statement leave word of them: that statement itself writes the
 * notifications, so that they are there if and only if the change is. It is in the SQL of
 * PostgreSQL, and does the same as {@link Outbox} (decision 0023).
 */
@ApplicationScoped
public class OutboxStatement {

  /** What is told to whom, in the order of the changes in each stream. */
  private static final String NEWS =
      """
      , news AS (
      SELECT c.call_id, c.tenant_id, c.application_id, c.modified_at, t.audience, t.due,
       t.stream_id, n.change_type, n.resource_path, n.resource_data,
       ROW_NUMBER() OVER (PARTITION BY c.call_id, t.audience ORDER BY c.place) AS number,
       COUNT(*) OVER (PARTITION BY c.call_id, t.audience) AS numbers
      FROM change AS c CROSS JOIN (SELECT ?, ?, ?, ?, ?, ?, ? OFFSET 0) AS p (a, b, c, d, e, f, g)
      JOIN UNNEST(p.a, p.b, p.c) WITH ORDINALITY
       AS n (change_type, resource_path, resource_data, place) ON n.place = c.place
      JOIN UNNEST(p.d, p.e, p.f, p.g) AS t (place, audience, due, stream_id) ON t.place = c.place)
      """;

  /**
   * Takes the next numbers of the streams, and makes those of which this is the first. They are
   * locked one after another, in the order in which {@link Outbox} does it: ids of version 7 (RFC
   * 9562) have the same one in Java and in PostgreSQL.
   */
  private static final String STREAM =
      """
      , stream AS (
      INSERT INTO notification_stream AS s (id, tenant_id, application_id, call_id, audience,
       last_sequence, due_at, waiting_since, created_at, modified_at, version)
      SELECT CAST(MIN(stream_id) AS UUID), tenant_id, application_id, call_id, audience, COUNT(*),
       MAX(modified_at) FILTER (WHERE due), MAX(modified_at) FILTER (WHERE due), MAX(modified_at),
       MAX(modified_at), 1
      FROM news GROUP BY tenant_id, application_id, call_id, audience ORDER BY call_id, audience
      ON CONFLICT (call_id, audience) DO UPDATE
       SET last_sequence = s.last_sequence + EXCLUDED.last_sequence,
       due_at = COALESCE(s.due_at, EXCLUDED.due_at),
       waiting_since = CASE WHEN s.due_at IS NULL THEN EXCLUDED.due_at ELSE s.waiting_since END,
       modified_at = EXCLUDED.modified_at, version = s.version + 1
      RETURNING id, call_id, audience, last_sequence)
      """;

  /** The id is that of {@link NotificationStream#idOf}. */
  private static final String NOTIFICATION =
      """
      , notified AS (
      INSERT INTO notification (id, tenant_id, application_id, call_id, audience, sequence_number,
       change_type, resource_path, resource_data, created_at, modified_at, version)
      SELECT CAST(OVERLAY(OVERLAY(CAST(id AS TEXT) PLACING '8' FROM 15)
        PLACING LPAD(TO_HEX(sequence_number), 8, '0') FROM 29) AS UUID),
       tenant_id, application_id, call_id, audience, sequence_number,
       change_type, resource_path, resource_data, modified_at, modified_at, 1
      FROM (SELECT s.id, s.last_sequence - n.numbers + n.number AS sequence_number, n.* FROM news AS n
       JOIN stream AS s ON s.call_id = n.call_id AND s.audience = n.audience) AS numbered)
      SELECT place FROM change
      """;

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
   * What others are told of a change.
   *
   * @param owner whose the call is
   * @param audiences who is told
   * @param change without an action
   */
  public record News(Owner owner, Set<Audience> audiences, ChangeNotification change) {}

  /** One of those that are told of a change. */
  private record Told(int place, Audience audience, boolean due) {}

  /**
   * A statement that makes changes and writes their notifications, and returns the places of those
   * that it has made.
   *
   * @param change begins with {@code WITH} and ends with the expression {@code change}, which makes
   *     them and returns of each the {@code place} among those that were wanted, from 1 on, the
   *     {@code call_id}, {@code tenant_id}, {@code application_id} and the new {@code modified_at};
   *     its parameters come first
   */
  public static String text(String change) {
    return change + NEWS + STREAM + NOTIFICATION;
  }

  /**
   * Gives the notifications' part of such a statement its parameters.
   *
   * @param first the number of the first one
   * @param all of the changes that are wanted, in the order of their places
   */
  public void bind(PreparedStatement statement, int first, List<News> all) throws SQLException {
    int next =
        new ArrayParameters<>(statement, first, all)
            .texts(news -> news.change().type().name())
            .texts(news -> news.change().path())
            .texts(news -> news.change().data().toString())
            .next();
    new ArrayParameters<>(statement, next, told(all))
        .integers(Told::place)
        .texts(each -> each.audience().name())
        .booleans(Told::due)
        .texts(each -> ids.create().toString());
  }

  private List<Told> told(List<News> all) {
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      News news = all.get(i);
      for (Audience audience : news.audiences()) {
        told.add(new Told(i + 1, audience, destinations.mayBeOf(audience, news.owner())));
      }
    }
    return told;
  }

  /** Such a statement has written something: whoever sends it need not look for it. */
  public void written(Owner owner, Set<Audience> audiences) {
    if (audiences.stream().anyMatch(audience -> destinations.mayBeOf(audience, owner))) {
      due.fire(new NotificationsDue());
    }
  }
}
