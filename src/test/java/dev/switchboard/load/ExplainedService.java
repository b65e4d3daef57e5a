package dev.switchboard.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.PostgresServer;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A service on a PostgreSQL that writes the plan of each statement it executes into its log: plans
 * as they were, with the buffers they touched, and not as they might be.
 */
final class ExplainedService implements AutoCloseable {

  /**
   * After this many executions the driver has prepared a statement, and PostgreSQL has settled on
   * one plan for all values.
   */
  private static final int UNTIL_PLANS_ARE_SETTLED = 12;

  private final PostgresServer database;
  private final Path log;
  private final SwitchboardProcess service;
  private final Api bot;
  private final String call;

  private ExplainedService(String name) {
    Path data =
        Path.of(System.getProperty("switchboard.test.workdir"), name, "pg-" + UUID.randomUUID());
    this.log = data.resolve("log").resolve("explained.json");
    this.database =
        PostgresServer.start(
            data,
            Map.of(
                "shared_preload_libraries", "auto_explain",
                "auto_explain.log_min_duration", "0",
                "auto_explain.log_analyze", "on",
                "auto_explain.log_buffers", "on",
                "auto_explain.log_timing", "off",
                "auto_explain.log_format", "json",
                "logging_collector", "on",
                "log_destination", "jsonlog",
                "log_filename", "explained.log"));
    this.service = SwitchboardProcess.development(name).with(database.asSettings()).start();
    this.bot = new Api(service.baseUrl(), "bot", Service.newTenant());
    this.call = bot.newCall();
  }

  /**
   * Starts it with so many operations in one call, as many calls of the same owner, and as many
   * older ones of others.
   */
  static ExplainedService with(int rows) {
    ExplainedService started = new ExplainedService("explained");
    started.fill(rows);
    return started;
  }

  private void fill(int rows) {
    String operation = id(bot.newOperation(call, "playPromptOperation"));
    execute(
        """
        INSERT INTO comms_operation (id, call_id, tenant_id, application_id, operation_type, status,
            client_context, result_code, result_subcode, result_message, created_at, modified_at,
            version)
        SELECT (%1$s || '70008000000000000001')::uuid, o.call_id, o.tenant_id, o.application_id,
            o.operation_type,
            CASE WHEN i %% 10 = 0 THEN 'FAILED' WHEN i %% 10 = 1 THEN 'RUNNING' ELSE 'COMPLETED' END,
            'context ' || i,
            CASE WHEN i %% 10 = 1 THEN NULL ELSE 200 + i %% 400 END,
            CASE WHEN i %% 10 = 1 THEN NULL ELSE i %% 7 END,
            CASE WHEN i %% 10 = 1 THEN NULL ELSE 'Number ' || i END,
            o.created_at, o.modified_at, 1
        FROM comms_operation o, generate_series(2, %2$d) i WHERE o.id = '%3$s'
        """
            .formatted(TIME_OF_ID, rows, operation));
    execute(
        """
        INSERT INTO comms_call (id, tenant_id, application_id, callback_uri, call_state, created_at,
            modified_at, version)
        SELECT (%1$s || '70008000000000000002')::uuid, c.tenant_id, c.application_id,
            c.callback_uri, CASE WHEN i %% 10 = 1 THEN 'ESTABLISHED' ELSE 'TERMINATED' END,
            c.created_at, c.modified_at, 1
        FROM comms_call c, generate_series(2, %2$d) i WHERE c.id = '%3$s'
        """
            .formatted(TIME_OF_ID, rows, id(call)));
    // What is older and of others: a page must not read its way through that.
    execute(
        """
        INSERT INTO comms_call (id, tenant_id, application_id, callback_uri, call_state, created_at,
            modified_at, version)
        SELECT (%1$s || '70008000000000000003')::uuid, 'tenant ' || i %% 100, c.application_id,
            c.callback_uri, 'TERMINATED', c.created_at, c.modified_at, 1
        FROM comms_call c, generate_series(2, %2$d) i WHERE c.id = '%3$s'
        """
            .formatted(OLDER_TIME_OF_ID, rows, id(call)));
    execute(
        """
        INSERT INTO comms_operation (id, call_id, tenant_id, application_id, operation_type, status,
            created_at, modified_at, version)
        SELECT c.id, c.id, c.tenant_id, c.application_id, 'RECORD', 'COMPLETED', c.created_at,
            c.modified_at, 1
        FROM comms_call c WHERE c.tenant_id LIKE 'tenant %'
        """);
    execute("VACUUM ANALYZE comms_operation");
    execute("VACUUM ANALYZE comms_call");
  }

  /** Of ids of version 7, one for each millisecond. */
  private static final String TIME_OF_ID = "lpad(to_hex(1800000000000 + i), 12, '0')";

  private static final String OLDER_TIME_OF_ID = "lpad(to_hex(1600000000000 + i), 12, '0')";

  private static String id(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** Executes a statement as an administrator. */
  void execute(String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of the first row of a query's answer. */
  String ask(String query) {
    return database.ask(query);
  }

  /** The URL of the operations. */
  String operations() {
    return call + "/operations";
  }

  /** The URL of the calls. */
  String calls() {
    return bot.v1("/communications/calls");
  }

  /** The owner of all of it. */
  Api bot() {
    return bot;
  }

  /**
   * What the page with this number of a list costs; where its link comes from a page behind a
   * {@code $skip}, which is that of the page before it in any case.
   *
   * @param list a URL
   * @param number from 1 on
   */
  PageCost cost(Api caller, String list, int size, int number) {
    String url = list;
    if (number > 1) {
      String join = list.contains("?") ? "&" : "?";
      Response before = page(caller, list + join + "$skip=" + (number - 2) * size, size);
      url = Json.object(before).getString("@odata.nextLink");
    }
    for (int i = 0; i < UNTIL_PLANS_ARE_SETTLED; i++) {
      page(caller, url, size);
    }
    long from = mark();
    page(caller, url, size);
    long to = mark();
    return PageCost.of(plans(from, to));
  }

  private static Response page(Api caller, String url, int size) {
    Response page = caller.request().header("Prefer", "odata.maxpagesize=" + size).get(url);
    assertThat(Json.object(page).getJsonArray("value")).as(url).hasSize(size);
    return page;
  }

  /** Where the log ends when everything that was executed before stands in it. */
  private long mark() {
    String mark = "mark " + UUID.randomUUID();
    String unused = database.ask("SELECT '%s'".formatted(mark));
    long[] end = new long[1];
    await("the log has come to the mark")
        .until(
            () -> {
              String text = log(Math.max(0, size() - 100_000), size());
              end[0] = size();
              return text.contains(mark);
            });
    return end[0];
  }

  /** The plans of the service's own statements between two places of the log. */
  private List<JsonObject> plans(long from, long to) {
    return log(from, to)
        .lines()
        .filter(line -> line.startsWith("{") && line.endsWith("}"))
        .map(Json::object)
        .filter(entry -> entry.getString("application_name", "").equals("switchboard"))
        .map(entry -> entry.getString("message"))
        .filter(message -> message.contains("plan:"))
        .map(message -> Json.object(message.substring(message.indexOf('{'))))
        .toList();
  }

  private long size() throws IOException {
    try (FileChannel file = FileChannel.open(log)) {
      return file.size();
    }
  }

  private String log(long from, long to) {
    try (FileChannel file = FileChannel.open(log)) {
      return new String(
          Channels.newInputStream(file.position(from)).readNBytes((int) (to - from)),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    service.close();
    database.close();
  }
}
