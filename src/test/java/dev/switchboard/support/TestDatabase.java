package dev.switchboard.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A database of its own on PostgreSQL, of which one server is started for the run. Services under
 * test use such databases if the system property {@code switchboard.test.database} is {@code
 * postgresql}, and the embedded one otherwise.
 *
 * @param url a JDBC URL
 * @param user the owner of the database, who may do nothing else on the server
 * @param password of the owner; the server asks for it
 */
public record TestDatabase(String url, String user, String password) {

  private static final String POSTGRESQL = "postgresql";
  private static final String ADMINISTRATOR = "postgres";
  private static final Map<String, TestDatabase> OF_THE_RUN = new ConcurrentHashMap<>();

  /**
   * The settings, without their prefix, that make a service use a database of the run's kind; for
   * services of the same name it is the same database, as it is the same data folder.
   */
  static Map<String, String> settingsOfTheRun(String service) {
    return ofTheRun(service).map(TestDatabase::settings).orElse(Map.of());
  }

  /** Whether the services of the run use PostgreSQL unless a test says otherwise. */
  static boolean isPostgreSqlOfTheRun() {
    return POSTGRESQL.equals(System.getProperty("switchboard.test.database"));
  }

  /** The database of a service, if the run is on PostgreSQL. */
  static Optional<TestDatabase> ofTheRun(String service) {
    return isPostgreSqlOfTheRun()
        ? Optional.of(OF_THE_RUN.computeIfAbsent(service, TestDatabase::onPostgreSql))
        : Optional.empty();
  }

  /** A new and empty database on PostgreSQL. */
  public static TestDatabase onPostgreSql(String service) {
    String name =
        service.toLowerCase(Locale.ROOT).replace('-', '_')
            + "_"
            + UUID.randomUUID().toString().substring(0, 8);
    TestDatabase database =
        new TestDatabase(
            Server.POSTGRES.getJdbcUrl(ADMINISTRATOR, name).replaceAll("\\?.*", ""),
            name,
            "secret");
    administrate(
        ADMINISTRATOR, "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, database.password));
    administrate(ADMINISTRATOR, "CREATE DATABASE %1$s OWNER %1$s".formatted(name));
    return database;
  }

  /** The settings, without their prefix, that make a service use this database. */
  public Map<String, String> settings() {
    return Map.of("db-url", url, "db-user", user, "db-password", password);
  }

  /** Lets the owner read, in pg_stat_statements, what is executed on the server. */
  void showStatements() {
    administrate(user, "CREATE EXTENSION pg_stat_statements");
    administrate(user, "GRANT EXECUTE ON FUNCTION pg_stat_statements_reset TO " + user);
    administrate(user, "GRANT pg_read_all_stats TO " + user);
  }

  private static void administrate(String database, String sql) {
    try (Connection connection =
            Server.POSTGRES.getDatabase(ADMINISTRATOR, database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** A connection of the owner to this database. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** Started at the first use. */
  private static final class Server {

    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        Path folder = Path.of(System.getProperty("switchboard.test.workdir"), POSTGRESQL);
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.toFile())
                .setServerConfig("hba_file", passwordsAsked(folder).toString())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "500")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Of everybody but the administrator. */
    private static Path passwordsAsked(Path folder) throws IOException {
      Files.createDirectories(folder);
      return Files.write(
          folder.resolve("pg_hba.conf"),
          List.of(
              "local all all trust",
              "host all " + ADMINISTRATOR + " samehost trust",
              "host all all samehost scram-sha-256"));
    }

    private static void stop(EmbeddedPostgres postgres) {
      try {
        postgres.close();
      } catch (IOException e) {
        // The next build removes what is left.
      }
    }
  }
}
