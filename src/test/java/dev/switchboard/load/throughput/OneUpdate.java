package dev.switchboard.load.throughput;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The least that a PATCH can ask of the database: one statement, committed by itself. It knows no
 * owner, no precondition, no lawful move and no notification, and is what nothing can do better
 * than.
 */
final class OneUpdate implements AutoCloseable {

  private static final String SQL =
      """
      UPDATE comms_operation
      SET status = 'RUNNING', client_context = ?, modified_at = now(), version = version + 1
      WHERE id = ? AND call_id = ?
      RETURNING operation_type, status, client_context, version
      """;

  private final PreparedStatement statement;

  /** On a connection that commits by itself. */
  OneUpdate(Connection connection) throws SQLException {
    statement = connection.prepareStatement(SQL);
  }

  /**
   * Writes a context into an operation.
   *
   * @return the new version
   * @throws SQLException also if there is no such operation
   */
  long execute(UUID call, UUID operation, String context) throws SQLException {
    statement.setString(1, context);
    statement.setObject(2, operation);
    statement.setObject(3, call);
    try (ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("there is no operation " + operation);
      }
      return row.getLong("version");
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
