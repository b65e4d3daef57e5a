package dev.switchboard.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The database that the services under test use: the embedded one, or PostgreSQL if the system
 * property {@code switchboard.test.database} is {@code postgresql}. One server for the run, a
 * database of its own for each service.
 */
final class TestDatabase {

  private static final String POSTGRESQL = "postgresql";
  private static final String USER = "postgres";

  private TestDatabase() {}

  /** The settings, without their prefix, that make a service use a new database. */
  static Map<String, String> settings(String service) {
    if (!POSTGRESQL.equals(System.getProperty("switchboard.test.database"))) {
      return Map.of();
    }
    String name =
        service.toLowerCase(Locale.ROOT).replace('-', '_')
            + "_"
            + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no database for " + service, e);
    }
    return Map.of("db-url", Server.POSTGRES.getJdbcUrl(USER, name), "db-user", USER);
  }

  /** Started at the first use. */
  private static final class Server {

    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                    Path.of(System.getProperty("switchboard.test.workdir"), "postgresql").toFile())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "500")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
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
