package dev.switchboard.operation;

import dev.switchboard.json.StoredJson;
import dev.switchboard.notification.Audience;
import dev.switchboard.notification.OutboxStatement;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The two statements of a merge without a lock, in the SQL of PostgreSQL. Both have the owner in
 * the predicate. Strings go there without a type, so that they fit columns of text and of JSON (the
 * connections of {@link dev.switchboard.database.Database}).
 */
final class OperationStatements {

  private static final String READ =
      "SELECT operation_type, version, tenant_id, application_id, status, client_context,"
          + " result_code, result_subcode, result_message, participants, recording_access_token,"
          + " recording_location, completion_reason, dynamic_properties FROM comms_operation"
          + " WHERE id = ? AND call_id = ? AND tenant_id = ?";

  private static final String READ_OF_APPLICATION = READ + " AND application_id = ?";

  private static final String COMMON =
      "status = ?, client_context = ?, result_code = ?, result_subcode = ?, result_message = ?";

  private static final String OTHERS =
      ", participants = ?, recording_access_token = ?, recording_location = ?,"
          + " completion_reason = ?, dynamic_properties = ?";

  private static final String CHANGED =
      ", modified_at = ?, version = version + 1"
          + " WHERE id = ? AND tenant_id = ? AND application_id = ? AND version = ?"
          + " RETURNING call_id, tenant_id, application_id, modified_at";

  private static final String COMMON_CHANGED = "UPDATE comms_operation SET " + COMMON + CHANGED;

  private static final String ALL_CHANGED =
      "UPDATE comms_operation SET " + COMMON + OTHERS + CHANGED;

  /** The statement for a merge that changes only common members, or not; and who is told. */
  private record Write(boolean common, Set<Audience> audiences) {}

  private static final Map<Write, String> WRITES = new ConcurrentHashMap<>();

  private OperationStatements() {}

  /** An operation as it was read. */
  record Stored(
      OperationKey key, Owner owner, OperationType type, long version, OperationState state) {}

  /** Reads one of those in scope. */
  static Optional<Stored> read(Connection connection, OperationKey key, AccessScope scope)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(scope.wholeTenant() ? READ : READ_OF_APPLICATION)) {
      statement.setObject(1, key.id());
      statement.setObject(2, key.callId());
      statement.setString(3, scope.tenantId());
      if (!scope.wholeTenant()) {
        statement.setString(4, scope.applicationId());
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(stored(key, row)) : Optional.empty();
      }
    }
  }

  private static Stored stored(OperationKey key, ResultSet row) throws SQLException {
    int column = 0;
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
   * Writes what an operation becomes, and with it what others are told.
   *
   * @return whether it still was what was read; if not, nothing was done
   */
  static boolean write(
      Connection connection,
      Stored before,
      OperationState after,
      Instant now,
      OperationNews news,
      OutboxStatement outbox)
      throws SQLException {
    boolean common = after.differsInCommonMembersOnly(before.state());
    String text =
        WRITES.computeIfAbsent(
            new Write(common, news.audiences()),
            write ->
                OutboxStatement.text(common ? COMMON_CHANGED : ALL_CHANGED, write.audiences()));
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      int parameter = 1;
      ResultInfo result = after.resultInfo();
      statement.setString(parameter++, after.status().name());
      statement.setString(parameter++, after.clientContext());
      statement.setObject(parameter++, result == null ? null : result.code(), Types.INTEGER);
      statement.setObject(parameter++, result == null ? null : result.subcode(), Types.INTEGER);
      statement.setString(parameter++, result == null ? null : result.message());
      if (!common) {
        statement.setString(parameter++, StoredJson.text(after.participants()));
        statement.setString(parameter++, after.recordingAccessToken());
        statement.setString(parameter++, after.recordingLocation());
        statement.setString(parameter++, name(after.completionReason()));
        statement.setString(parameter++, after.dynamicProperties().text());
      }
      statement.setObject(parameter++, OwnedEntity.stored(now));
      statement.setObject(parameter++, before.key().id());
      statement.setString(parameter++, before.owner().tenantId());
      statement.setString(parameter++, before.owner().applicationId());
      statement.setLong(parameter++, before.version());
      outbox.bind(statement, parameter, before.owner(), news.audiences(), news.change());
      return statement.executeUpdate() > 0;
    }
  }

  private static String name(CompletionReason reason) {
    return reason == null ? null : reason.name();
  }
}
