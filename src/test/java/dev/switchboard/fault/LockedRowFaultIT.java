package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.fault.Outcome.Ok;
import dev.switchboard.support.PostgresServer;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that an outsider has locked in the database, and goes on holding. */
@Tag("long")
class LockedRowFaultIT {

  private static final int CLIENTS_OF_THE_LOCKED_ROW = 40;
  private static final int OTHER_CLIENTS = 8;
  private static final int ROUNDS = Run.number("r8-rounds", 1);
  private static final Duration HELD = Duration.ofSeconds(Run.number("r9-seconds", 8));

  private static final Duration LONG = Duration.ofSeconds(40);

  /** So many connections the service has at most by default. */
  private static final int POOL = 34;

  /** Threads that come and go by themselves. */
  private static final int OTHER_THREADS = 20;

  private static PostgresServer postgres;
  private static SwitchboardProcess service;

  private final String tenant = Service.newTenant();
  private final Target target = new HttpTarget(List.of(service.baseUrl()), tenant);
  private final History history = new History();
  private final String locked = create(target);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeAll
  static void start() {
    postgres = PostgresServer.start("locked-row");
    service = SwitchboardProcess.development("locked-row").with(postgres.asSettings()).start();
  }

  @AfterAll
  static void stop() {
    service.close();
    postgres.close();
  }

  @Test
  void writersOfALockedRowAreToldSoAndTheOthersGoOn() throws Exception {
    List<String> others = IntStream.range(0, OTHER_CLIENTS).mapToObj(i -> create(target)).toList();

    judgeWhileLocked("R8", "a row locked by an outsider", this::lock, others);
  }

  /** What is told of a call has its place there, which all operations of the call share. */
  @Test
  void writersWhoseNotificationsAreLockedAreToldSoAndTheOthersGoOn() throws Exception {
    Target otherCall = new HttpTarget(List.of(service.baseUrl()), tenant);
    List<String> others =
        IntStream.range(0, OTHER_CLIENTS).mapToObj(i -> create(otherCall)).toList();

    judgeWhileLocked(
        "R15", "a call's notifications locked by an outsider", this::lockStream, others);
  }

  /** They would be of one group, and must not wait for each other. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nobodyElseWaitsUntilALockTimesOut(boolean ofTheStream) throws Exception {
    try (SwitchboardProcess patient =
            SwitchboardProcess.development("patient")
                .with(postgres.asSettings())
                .with("lock-timeout-seconds", Long.toString(LONG.toSeconds()))
                .start();
        Connection outsider = ofTheStream ? lockStream() : lock()) {
      Target other = new HttpTarget(List.of(patient.baseUrl()), tenant);
      String operation = create(other);
      Future<Outcome> blocked =
          threads.submit(() -> other.patch(locked, Map.of("a", "1"), OptionalLong.empty()));
      await().until(() -> waitingSessions() > 0);

      Future<Outcome> answered =
          threads.submit(() -> other.patch(operation, Map.of("a", "1"), OptionalLong.empty()));

      await("much less than the %s of a lock".formatted(LONG))
          .atMost(LONG.dividedBy(2))
          .until(answered::isDone);
      assertThat(answered.get()).isInstanceOf(Ok.class);
      assertThat(blocked).isNotDone();
      outsider.rollback();
      assertThat(blocked.get()).isInstanceOf(Ok.class);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int waitingSessions() {
    return Integer.parseInt(
        postgres.ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"));
  }

  private interface Outsider {
    Connection lock() throws SQLException;
  }

  private void judgeWhileLocked(String id, String what, Outsider locker, List<String> others)
      throws Exception {
    List<Outcome> ofTheLockedRow = new ArrayList<>();
    List<Outcome> ofTheOthers = new ArrayList<>();
    Instant begin = Instant.now();
    try (Connection outsider = locker.lock()) {
      Future<List<Outcome>> blocked =
          threads.submit(() -> atOnce(CLIENTS_OF_THE_LOCKED_ROW, this::patchLocked));
      while (!blocked.isDone()) {
        ofTheOthers.addAll(atOnce(OTHER_CLIENTS, client -> patch(client, others.get(client))));
      }
      ofTheLockedRow.addAll(blocked.get());
      outsider.rollback();
    } finally {
      threads.shutdownNow();
    }
    Duration took = Duration.between(begin, Instant.now());
    Outcome released = history.patch(target, 0, locked, Map.of("a", "1"), OptionalLong.empty());

    readAll(others);
    Run.judge(
        id,
        "%s, %d writers of it, %d of others"
            .formatted(what, CLIENTS_OF_THE_LOCKED_ROW, OTHER_CLIENTS),
        "%d requests refused within %.1f s, %d others answered meanwhile"
            .formatted(ofTheLockedRow.size(), took.toMillis() / 1e3, ofTheOthers.size()),
        history,
        verdict -> {
          assertThat(ofTheLockedRow).hasSize(CLIENTS_OF_THE_LOCKED_ROW * ROUNDS);
          assertThat(ofTheLockedRow).containsOnly(HttpTarget.UNAVAILABLE);
          assertThat(ofTheOthers).hasSizeGreaterThan(CLIENTS_OF_THE_LOCKED_ROW);
          assertThat(ofTheOthers).hasOnlyElementsOfType(Ok.class);
          assertThat(released).isInstanceOf(Ok.class);
        });
  }

  @Test
  void longLockPilesNothingUp() throws Exception {
    int threadsBefore = threadsOfTheService();
    AtomicInteger mostThreads = new AtomicInteger();
    AtomicInteger mostSessions = new AtomicInteger();
    List<Outcome> refused = new ArrayList<>();
    Instant begin = Instant.now();
    try (Connection outsider = lock()) {
      while (begin.plus(HELD).isAfter(Instant.now())) {
        Future<List<Outcome>> blocked =
            threads.submit(() -> atOnce(CLIENTS_OF_THE_LOCKED_ROW, this::patchLocked));
        while (!blocked.isDone()) {
          mostThreads.accumulateAndGet(threadsOfTheService(), Math::max);
          mostSessions.accumulateAndGet(postgres.sessionsOfServices(), Math::max);
        }
        refused.addAll(blocked.get());
      }
      outsider.rollback();
    } finally {
      threads.shutdownNow();
    }
    Outcome released = history.patch(target, 0, locked, Map.of("a", "1"), OptionalLong.empty());

    readAll(List.of());
    Run.judge(
        "R9",
        "a row locked by an outsider for %d s".formatted(HELD.toSeconds()),
        "%d requests refused; threads %d before, %d at most; sessions %d at most"
            .formatted(refused.size(), threadsBefore, mostThreads.get(), mostSessions.get()),
        history,
        verdict -> {
          assertThat(refused).containsOnly(HttpTarget.UNAVAILABLE);
          assertThat(released).isInstanceOf(Ok.class);
          assertThat(mostThreads)
              .hasValueLessThanOrEqualTo(threadsBefore + CLIENTS_OF_THE_LOCKED_ROW + OTHER_THREADS);
          assertThat(mostSessions).hasValueLessThanOrEqualTo(POOL);
        });
    await("no session waits for the row any more").until(() -> waitingSessions() == 0);
  }

  private String create(Target where) {
    return history
        .create(where, 0, Map.of("@odata.type", "#microsoft.graph.playPromptOperation"))
        .orElseThrow();
  }

  private Connection lock() throws SQLException {
    String[] parts = locked.split("/", -1);
    return lock(
        "SELECT id FROM comms_operation WHERE id = CAST(? AS uuid) FOR UPDATE",
        parts[parts.length - 1]);
  }

  private Connection lockStream() throws SQLException {
    String[] parts = locked.split("/", -1);
    return lock(
        "SELECT id FROM notification_stream WHERE call_id = CAST(? AS uuid) FOR UPDATE",
        parts[parts.length - 3]);
  }

  /** Holds rows until the connection is rolled back. */
  private static Connection lock(String query, String id) throws SQLException {
    Connection outsider = postgres.connect();
    outsider.setAutoCommit(false);
    try (PreparedStatement statement = outsider.prepareStatement(query)) {
      statement.setString(1, id);
      assertThat(statement.executeQuery().next()).isTrue();
    }
    return outsider;
  }

  private List<Outcome> patchLocked(int client) {
    List<Outcome> answers = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      answers.addAll(patch(client, locked));
    }
    return answers;
  }

  private List<Outcome> patch(int client, String operation) {
    return List.of(
        history.patch(
            target,
            client,
            operation,
            // An operation keeps 32 undeclared members at most.
            Map.of("m" + client % 8, Long.toString(System.nanoTime())),
            OptionalLong.empty()));
  }

  private interface Client {
    List<Outcome> send(int client);
  }

  private List<Outcome> atOnce(int clients, Client client) throws Exception {
    List<Callable<List<Outcome>>> tasks = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      int number = i;
      tasks.add(() -> client.send(number));
    }
    List<Outcome> answers = new ArrayList<>();
    for (Future<List<Outcome>> task : threads.invokeAll(tasks)) {
      answers.addAll(task.get());
    }
    return answers;
  }

  private void readAll(List<String> others) {
    history.read(target, 0, locked);
    others.forEach(other -> history.read(target, 0, other));
  }

  private static int threadsOfTheService() throws IOException {
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(service.pid()))).stream()
        .filter(line -> line.startsWith("Threads:"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
