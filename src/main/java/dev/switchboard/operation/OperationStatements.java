package dev.switchboard.operation;

import dev.switchboard.database.ArrayParameters;
import dev.switchboard.json.StoredJson;
import dev.switchboard.notification.OutboxStatement;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The two statements of a merge without a lock, each for several operations at once, in the SQL of
 * PostgreSQL. Both have the owner of each operation in the predicate.
 */
final class OperationStatements {

  /**
   * The parameters come from a subquery (which {@code OFFSET 0} keeps one), because a plan for any
   * number of them is wanted: the planner would think one for just so many better, and plan anew
   * each time.
   */
  private static final String READ =
      """
      SELECT w.place, o.operation_type, o.version, o.tenant_id, o.application_id, o.status,
       o.client_context, o.result_code, o.result_subcode, o.result_message, o.participants,
       o.recording_access_token, o.recording_location, o.completion_reason, o.dynamic_properties
      FROM comms_operation AS o, (SELECT ?, ?, ?, ? OFFSET 0) AS p (a, b, c, d),
       UNNEST(p.a, p.b, p.c, p.d) WITH ORDINALITY
       AS w (id, call_id, tenant_id, application_id, place)
      WHERE o.id = w.id AND o.call_id = w.call_id AND o.tenant_id = w.tenant_id
       AND (w.application_id IS NULL OR o.application_id = w.application_id)
      """;

  /**
   * Those that are still what was read and that nobody has locked: whoever has may keep it for
   * long, and the others must not wait for that. Nor must they for a stream, but those are locked
   * now and then for a moment: this is how long that may take, in milliseconds. It holds until the
   * end of the transaction, which is the statement.
   */
  private static final String WRITE =
      """
      WITH taken AS MATERIALIZED (
      SELECT w.* FROM (SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?%1$s,
        SET_CONFIG('lock_timeout', '200', TRUE) OFFSET 0)
       AS p (a, b, c, d, e, f, g, h, i%4$s),
       UNNEST(p.a, p.b, p.c, p.d, p.e, p.f, p.g, p.h, p.i%5$s) WITH ORDINALITY
       AS w (id, tenant_id, application_id, version, status, client_context, result_code,
       result_subcode, result_message%2$s, place)
      JOIN comms_operation AS o ON o.id = w.id AND o.tenant_id = w.tenant_id
       AND o.application_id = w.application_id AND o.version = w.version
      FOR NO KEY UPDATE OF o SKIP LOCKED),
      change AS (
      UPDATE comms_operation AS o SET status = w.status, client_context = w.client_context,
       result_code = w.result_code, result_subcode = w.result_subcode,
       result_message = w.result_message%3$s, modified_at = ?, version = o.version + 1
      FROM taken AS w WHERE o.id = w.id AND o.tenant_id = w.tenant_id
       AND o.application_id = w.application_id AND o.version = w.version
      RETURNING w.place, o.call_id, o.tenant_id, o.application_id, o.modified_at)
      """;

  private static final String WRITE_COMMON =
      OutboxStatement.text(WRITE.formatted("", "", "", "", ""));

  private static final String WRITE_ALL =
      OutboxStatement.text(
          WRITE.formatted(
              ", ?, ?, ?, ?, ?",
              ", participants, recording_access_token, recording_location, completion_reason,"
                  + " dynamic_properties",
              ", participants = CAST(w.participants AS JSONB),"
                  + " recording_access_token = w.recording_access_token,"
                  + " recording_location = w.recording_location,"
                  + " completion_reason = w.completion_reason,"
                  + " dynamic_properties = CAST(w.dynamic_properties AS JSONB)",
              ", j, k, l, m, n",
              ", p.j, p.k, p.l, p.m, p.n"));

  private OperationStatements() {}

  /** An operation that is to be read, if it is in scope. */
  record Wanted(OperationKey key, AccessScope scope) {}

  /** An operation as it was read. */
  record Stored(
      OperationKey key, Owner owner, OperationType type, long version, OperationState state) {

    /** Whether it has the type that a request names, if it names one. */
    boolean hasType(Optional<OperationType> cast) {
      return cast.isEmpty() || cast.get() == type;
    }
  }

  /** What an operation becomes that was read before, and what others are told of it. */
  record Written(Stored before, OperationState after, OperationNews news) {

    private <V> V result(Function<ResultInfo, V> member) {
      return after.resultInfo() == null ? null : member.apply(after.resultInfo());
    }
  }

  /**
   * Reads operations.
   *
   * @return for each in the same order what it is; empty if there is none in scope
   */
  static List<Optional<Stored>> read(Connection connection, List<Wanted> wanted)
      throws SQLException {
    List<Optional<Stored>> found =
        new ArrayList<>(Collections.nCopies(wanted.size(), Optional.empty()));
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      new ArrayParameters<>(statement, 1, wanted)
          .uuids(each -> each.key().id())
          .uuids(each -> each.key().callId())
          .texts(each -> each.scope().tenantId())
          .texts(each -> each.scope().applicationId());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          int place = row.getInt(1) - 1;
          found.set(place, Optional.of(stored(wanted.get(place).key(), row)));
        }
      }
    }
    return found;
  }

  private static Stored stored(OperationKey key, ResultSet row) throws SQLException {
    int column = 1;
    OperationType type = OperationType.valueOf(row.getString(++column));
    long version = row.getLong(++column);
    Owner owner = new Owner(row.getString(++column), row.getString(++column));
    OperationState state =
        OperationState.stored(
            OperationStatus.valueOf(row.getString(++column)),
            row.getString(++column),
            row.getObject(++column, Integer.class),
            row.getObject(++column, Integer.class),
            row.getString(++column),
            row.getString(++column),
            row.getString(++column),
            row.getString(++column),
            reason(row.getString(++column)),
            row.getString(++column));
    return new Stored(key, owner, type, version, state);
  }

  private static CompletionReason reason(String name) {
    return name == null ? null : CompletionReason.valueOf(name);
  }

  /**
   * Writes what operations become, and with it what others are told.
   *
   * @return for each in the same order whether it still was what was read, and nobody had it; if
   *     not, nothing was done
   */
  static List<Boolean> write(
      Connection connection, List<Written> all, Instant now, OutboxStatement outbox)
      throws SQLException {
    boolean common =
        all.stream()
            .allMatch(each -> each.after().differsInCommonMembersOnly(each.before().state()));
    List<Boolean> done = new ArrayList<>(Collections.nCopies(all.size(), false));
    try (PreparedStatement statement =
        connection.prepareStatement(common ? WRITE_COMMON : WRITE_ALL)) {
      ArrayParameters<Written> parameters =
          new ArrayParameters<>(statement, 1, all)
              .uuids(each -> each.before().key().id())
              .texts(each -> each.before().owner().tenantId())
              .texts(each -> each.before().owner().applicationId())
              .longs(each -> each.before().version())
              .texts(each -> each.after().status().name())
              .texts(each -> each.after().clientContext())
              .integers(each -> each.result(ResultInfo::code))
              .integers(each -> each.result(ResultInfo::subcode))
              .texts(each -> each.result(ResultInfo::message));
      if (!common) {
        parameters
            .texts(each -> StoredJson.text(each.after().participants()))
            .texts(each -> each.after().recordingAccessToken())
            .texts(each -> each.after().recordingLocation())
            .texts(each -> name(each.after().completionReason()))
            .texts(each -> each.after().dynamicProperties().text());
      }
      statement.setObject(parameters.next(), OwnedEntity.stored(now));
      outbox.bind(
          statement,
          parameters.next() + 1,
          all.stream()
              .map(
                  each ->
                      new OutboxStatement.News(
                          each.before().owner(), each.news().audiences(), each.news().change()))
              .toList());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          done.set(row.getInt(1) - 1, true);
        }
      }
    }
    return done;
  }

  private static String name(CompletionReason reason) {
    return reason == null ? null : reason.name();
  }
}
