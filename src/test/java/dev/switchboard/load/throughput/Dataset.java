package dev.switchboard.load.throughput;

import dev.switchboard.support.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * Operations that run, ten in a call, all of one application, and beside them one long call for
 * lists. They are numbered from 0 on, and so are the calls; ids follow from the numbers.
 */
final class Dataset {

  /** Of a call that is not the long one. */
  static final int OPERATIONS_OF_A_CALL = 10;

  /** Of a page of the long call's list. */
  static final int PAGE = 20;

  /** What a client prefers then. */
  static final String PAGE_PREFERENCE = "odata.maxpagesize=" + PAGE;

  /** The deepest page that is asked for; there are some behind it. */
  static final int DEEP_PAGE = 1_000;

  private static final int OPERATIONS_OF_THE_LONG_CALL = (DEEP_PAGE + 2) * PAGE;

  /** Milliseconds since 1970: before any id that the service makes. */
  private static final long FIRST_TIME = 1_700_000_000_000L;

  private static final String REST_OF_OPERATION = "-7000-8000-000000000001";
  private static final String REST_OF_CALL = "-7000-8000-000000000002";

  /** So many rows in one statement. */
  private static final int PORTION = 1_000_000;

  private final int rows;

  private Dataset(int rows) {
    this.rows = rows;
  }

  /**
   * Writes so many operations, a multiple of ten, straight into the tables of a service that has
   * made its schema, as belonging to an application.
   */
  static Dataset fill(PostgresServer database, int rows, String tenant, String application) {
    Dataset dataset = new Dataset(rows);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      dataset.insert(statement, tenant, application);
      for (String table : new String[] {"comms_call", "notification_stream", "comms_operation"}) {
        statement.execute("VACUUM ANALYZE " + table);
      }
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      throw new IllegalStateException("the tables cannot be filled", e);
    }
    return dataset;
  }

  private void insert(Statement statement, String tenant, String application) throws SQLException {
    int calls = rows / OPERATIONS_OF_A_CALL + 1;
    statement.execute(
        """
        INSERT INTO comms_call (id, tenant_id, application_id, callback_uri, call_state, created_at,
            modified_at, version, call_direction, shown_tenant_id)
        SELECT %s, '%s', '%s', 'https://bot.example/callback', 'ESTABLISHED', now(), now(), 1,
            'OUTGOING', '%2$s'
        FROM generate_series(0, %d) AS number
        """
            .formatted(id("number", REST_OF_CALL), tenant, application, calls - 1));
    statement.execute(
        """
        INSERT INTO notification_stream (id, tenant_id, application_id, call_id, audience,
            last_sequence, created_at, modified_at, version)
        SELECT gen_random_uuid(), tenant_id, application_id, id, audience, 0, created_at,
            modified_at, 1
        FROM comms_call CROSS JOIN (VALUES ('BOT'), ('PLATFORM')) AS audiences (audience)
        """);
    for (int from = 0; from < rows; from += PORTION) {
      insertOperations(
          statement,
          from,
          Math.min(rows, from + PORTION),
          "number / " + OPERATIONS_OF_A_CALL,
          tenant,
          application);
    }
    insertOperations(
        statement,
        rows,
        rows + OPERATIONS_OF_THE_LONG_CALL,
        Integer.toString(calls - 1),
        tenant,
        application);
  }

  private static void insertOperations(
      Statement statement, int from, int to, String call, String tenant, String application)
      throws SQLException {
    statement.execute(
        """
        INSERT INTO comms_operation (id, call_id, tenant_id, application_id, operation_type, status,
            client_context, created_at, modified_at, version)
        SELECT %s, %s, '%s', '%s', 'PLAY_PROMPT', 'RUNNING', 'context ' || number, now(), now(), 1
        FROM generate_series(%d, %d) AS number
        """
            .formatted(
                id("number", REST_OF_OPERATION),
                id(call, REST_OF_CALL),
                tenant,
                application,
                from,
                to - 1));
  }

  /** A UUID of version 7, in the order of the numbers. */
  private static String id(String number, String rest) {
    return "(lpad(to_hex(%d + %s), 12, '0') || '%s')::uuid".formatted(FIRST_TIME, number, rest);
  }

  private static String id(long time, String rest) {
    String digits = "%012x".formatted(time);
    return digits.substring(0, 8) + "-" + digits.substring(8) + rest;
  }

  /** The first 48 bits of an operation's id. */
  static long operationTime(int number) {
    return FIRST_TIME + number;
  }

  /** The first 48 bits of a call's id. */
  static long callTime(int call) {
    return FIRST_TIME + call;
  }

  /** An operation's id. */
  static String operationId(int number) {
    return id(operationTime(number), REST_OF_OPERATION);
  }

  /** A call's id. */
  static String callId(int call) {
    return id(callTime(call), REST_OF_CALL);
  }

  /** The same as a value. */
  static UUID callUuid(int call) {
    return UUID.fromString(callId(call));
  }

  /** The same as a value. */
  static UUID operationUuid(int number) {
    return UUID.fromString(operationId(number));
  }

  /** The call of an operation that is not of the long call. */
  static int callOf(int number) {
    return number / OPERATIONS_OF_A_CALL;
  }

  /** How many operations are not of the long call. */
  int rows() {
    return rows;
  }

  /** The id of the long call. */
  String longCall() {
    return callId(rows / OPERATIONS_OF_A_CALL);
  }
}
