package dev.switchboard.support;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A PostgreSQL of a test's own, on a port and with data that stay the same when it is killed or
 * stopped and started again. It writes through to the disk at each commit.
 */
public final class PostgresServer implements AutoCloseable {

  /** The superuser, without a password. */
  public static final String USER = "postgres";

  private static final Duration START_PATIENCE = Duration.ofMinutes(1);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final int CONNECT_TIMEOUT_SECONDS = 5;

  private final Path data;
  private final int port;
  private final Map<String, String> settings = new TreeMap<>();

  private EmbeddedPostgres running;

  private PostgresServer(Path data, int port, Map<String, String> settings) {
    this.data = data;
    this.port = port;
    this.settings.putAll(settings);
  }

  /** Starts one with new data; {@code name} is that of the folder. */
  public static PostgresServer start(String name) {
    return start(
        Path.of(System.getProperty("switchboard.test.workdir"), name, "pg-" + UUID.randomUUID()),
        Map.of());
  }

  /** The same in a folder, and with settings of PostgreSQL. */
  public static PostgresServer start(Path data, Map<String, String> settings) {
    try {
      Files.createDirectories(data.toAbsolutePath().getParent());
      PostgresServer server = new PostgresServer(data.toAbsolutePath(), freePort(), settings);
      server.start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again over its data, and returns when it accepts connections. */
  public void start() {
    try {
      running = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends all of its processes as a loss of the machine does: nothing is flushed (SIGKILL). */
  public void kill() {
    List<ProcessHandle> all = processes();
    // The postmaster first, so that it starts nothing any more.
    all.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(all);
    forget();
  }

  /** Ends it in order, without waiting for its clients: what a restart does (SIGINT). */
  public void stop() {
    List<ProcessHandle> all = processes();
    if (!all.isEmpty()) {
      signal(all.get(0), "INT");
    }
    awaitEnd(all);
    forget();
  }

  /** Whether its first process is there. */
  public boolean isAlive() {
    return !processes().isEmpty();
  }

  /** The id of its first process, whose children are the others. */
  public long pid() {
    return processes().get(0).pid();
  }

  /** The port that it listens on, on the loopback address. */
  public int port() {
    return port;
  }

  /** The JDBC URL of its database, by way of another port on the loopback address. */
  public String jdbcUrl(int by) {
    return "jdbc:postgresql://localhost:%d/postgres".formatted(by);
  }

  /** The settings, without their prefix, that make a service use it. */
  public Map<String, String> asSettings() {
    return asSettings(port);
  }

  /** The same by way of a proxy that listens on this port. */
  public Map<String, String> asSettings(int by) {
    return Map.of("db-url", jdbcUrl(by), "db-user", USER);
  }

  /** A connection of an outsider; to be closed. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        jdbcUrl(port) + "?connectTimeout=" + CONNECT_TIMEOUT_SECONDS, USER, "");
  }

  /** The first column of the first row of a query's answer. */
  public String ask(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** Whether it answers a query. */
  public boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Whether it takes so many bytes into its log; they are of no meaning. */
  public boolean canWrite(int bytes) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      return statement.execute(
          "SELECT pg_logical_emit_message(true, 'ballast', repeat('x', %d))".formatted(bytes));
    } catch (SQLException e) {
      return false;
    }
  }

  /** The sessions that services have there. */
  public int sessionsOfServices() {
    return Integer.parseInt(
        ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'switchboard'"));
  }

  @Override
  public void close() {
    kill();
  }

  private EmbeddedPostgres launch() throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(
                Path.of(System.getProperty("switchboard.test.workdir"), "postgresql").toFile())
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPort(port)
            .setPGStartupWait(START_PATIENCE)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_connections", "200");
    settings.forEach(builder::setServerConfig);
    return builder.start();
  }

  /** Empty if it does not run, otherwise its first process first. */
  private List<ProcessHandle> processes() {
    Path file = data.resolve("postmaster.pid");
    try (Stream<String> lines = Files.exists(file) ? Files.lines(file) : Stream.empty()) {
      return lines
          .limit(1)
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).stream())
          .filter(ProcessHandle::isAlive)
          // After a crash the number may be somebody else's.
          .filter(first -> first.info().command().orElse("").endsWith("postgres"))
          .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitEnd(List<ProcessHandle> all) {
    await("PostgreSQL has ended")
        .atMost(STOP_PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** The lock of the data folder is given up, so that it can be started there again. */
  private void forget() {
    try {
      if (running != null) {
        running.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      running = null;
    }
  }

  private static void signal(ProcessHandle process, String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
