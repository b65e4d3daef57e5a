package dev.switchboard.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.switchboard.support.Api;
import dev.switchboard.support.PostgresServer;
import dev.switchboard.support.Report;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/**
 * A million notifications that have piled up: how fast they are sent once their receivers are back,
 * and what that does to those who write meanwhile. Rounds with the backlog at rest and with the
 * backlog under way take turns.
 */
class BacklogBenchmark {

  private static final int CALLS = Integer.getInteger("backlog.calls", 10_000);
  private static final int EACH = Integer.getInteger("backlog.each", 100);
  private static final int RECEIVERS = 4;
  private static final int WRITERS = 4;
  private static final int ROUNDS = Integer.getInteger("backlog.rounds", 3);
  private static final Duration ROUND = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final LongAdder arrived = new LongAdder();
  private final String tenant = Service.newTenant();

  private record Round(int writes, List<Long> nanos, long arrived) {}

  @Test
  void backlogIsSentWhileOthersWrite() throws Exception {
    List<HttpServer> receivers = new ArrayList<>();
    try (PostgresServer postgres = PostgresServer.start("backlog");
        SwitchboardProcess service =
            SwitchboardProcess.development("backlog").with(postgres.asSettings()).start()) {
      for (int i = 0; i < RECEIVERS; i++) {
        receivers.add(receiver());
      }
      Api bot = new Api(service.baseUrl(), "bot", tenant);
      String operation = bot.newOperation();
      fill(postgres, receivers);
      round(bot, operation, WRITERS);

      List<String> table = new ArrayList<>();
      table.add("| backlog | writers | PATCH per s | p50 ms | p99 ms | notifications per s |");
      table.add("|---|---|---|---|---|---|");
      for (int number = 1; number <= ROUNDS; number++) {
        comeToRest(postgres);
        table.add(line("at rest", WRITERS, round(bot, operation, WRITERS)));
        rest(postgres, false);
        table.add(line("under way", WRITERS, round(bot, operation, WRITERS)));
        table.add(line("under way", 0, round(bot, operation, 0)));
      }
      table.add("");
      table.add(
          "%d notifications of %d calls at %d receivers; %s given up."
              .formatted(
                  CALLS * EACH,
                  CALLS,
                  RECEIVERS,
                  postgres.ask("SELECT count(*) FROM notification WHERE dead_reason IS NOT NULL")));
      Report.write("load", "backlog", table);
    } finally {
      receivers.forEach(each -> each.stop(0));
    }
  }

  private static String line(String backlog, int writers, Round round) {
    return "| %s | %d | %d | %s | %s | %d |"
        .formatted(
            backlog,
            writers,
            round.writes() / ROUND.toSeconds(),
            writers == 0 ? "-" : "%.1f".formatted(Report.quantile(round.nanos(), 0.5) / 1e6),
            writers == 0 ? "-" : "%.1f".formatted(Report.quantile(round.nanos(), 0.99) / 1e6),
            round.arrived() / ROUND.toSeconds());
  }

  /** Accepts everything at once, and counts it. */
  private HttpServer receiver() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
          arrived.increment();
        });
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.start();
    return server;
  }

  /** Straight into the tables: what so many calls would have left while nobody listened. */
  private void fill(PostgresServer postgres, List<HttpServer> receivers) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < RECEIVERS; i++) {
        statement.execute(
            """
            INSERT INTO comms_call (id, tenant_id, application_id, callback_uri, call_state,
                declared_members, created_at, modified_at, version)
            SELECT (lpad(to_hex(c), 8, '0') || '-0000-7000-8000-000000000000')::uuid, '%s', 'bot',
                'http://localhost:%d/', 'ESTABLISHED', '{}', now(), now(), 1
            FROM generate_series(%d, %d, %d) AS c
            """
                .formatted(
                    tenant, receivers.get(i).getAddress().getPort(), i, CALLS - 1, RECEIVERS));
      }
      statement.execute(
          """
          INSERT INTO notification_stream (id, tenant_id, application_id, call_id, audience,
              last_sequence, created_at, modified_at, version)
          SELECT id, tenant_id, application_id, id, 'BOT', %d, now(), now(), 1
          FROM comms_call WHERE callback_uri LIKE 'http://localhost%%'
          """
              .formatted(EACH));
      statement.execute(
          """
          INSERT INTO notification (id, tenant_id, application_id, call_id, audience,
              sequence_number, change_type, resource_path, resource_data, created_at, modified_at,
              version)
          SELECT (substr(id::text, 1, 14) || '8000-8000-0000' || lpad(to_hex(s), 8, '0'))::uuid,
              tenant_id, application_id, call_id, 'BOT', s, 'UPDATED',
              'communications/calls/' || call_id,
              '{"@odata.type":"#microsoft.graph.call","id":"' || call_id || '","state":"established"}',
              now(), now(), 1
          FROM notification_stream, generate_series(1, %d) AS s
          WHERE id = call_id
          """
              .formatted(EACH));
      statement.execute("VACUUM ANALYZE notification, notification_stream, comms_call");
    }
  }

  /** What is under way comes to its end, and would make the next one due. */
  private static void comeToRest(PostgresServer postgres) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              rest(postgres, true);
              return postgres
                  .ask(
                      "SELECT count(*) FROM notification_stream"
                          + " WHERE id = call_id AND (due_at IS NOT NULL OR leased_until > now())")
                  .equals("0");
            });
  }

  private static void rest(PostgresServer postgres, boolean resting) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE notification_stream SET waiting_since = now(), due_at = "
              + (resting ? "NULL" : "now()")
              + " WHERE id = call_id AND next_sequence <= last_sequence");
    }
  }

  private Round round(Api bot, String operation, int writers) throws Exception {
    long before = arrived.sum();
    long end = System.nanoTime() + ROUND.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, writers));
    try {
      List<Callable<List<Long>>> work = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        work.add(() -> write(bot, operation, end));
      }
      if (writers == 0) {
        work.add(() -> waited(end));
      }
      List<Long> nanos = new ArrayList<>();
      for (Future<List<Long>> writer : threads.invokeAll(work)) {
        nanos.addAll(writer.get());
      }
      return new Round(nanos.size(), nanos, arrived.sum() - before);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Long> waited(long end) throws InterruptedException {
    // Nobody counts it down: it is only waited for.
    boolean over = !new CountDownLatch(1).await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    assertThat(over).isTrue();
    return List.of();
  }

  private List<Long> write(Api bot, String operation, long end)
      throws IOException, InterruptedException {
    List<Long> nanos = new ArrayList<>();
    for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
      HttpResponse<Void> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(operation))
                  .header("Authorization", "Bearer " + bot.token())
                  .header("Content-Type", "application/json")
                  .method(
                      "PATCH",
                      HttpRequest.BodyPublishers.ofString(
                          "{\"clientContext\":\"%d\"}".formatted(begin)))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      assertThat(answer.statusCode()).isEqualTo(200);
      nanos.add(System.nanoTime() - begin);
    }
    return nanos;
  }
}
