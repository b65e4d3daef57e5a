package dev.switchboard.database;

import dev.switchboard.settings.Settings;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An administrator's PostgreSQL, by its JDBC URL. What the URL says wins over what is said here. A
 * class of its own, so that the driver is loaded only where it is used.
 */
final class PostgreSql {

  private static final String APPLICATION_NAME = "switchboard";
  private static final int CONNECT_TIMEOUT_SECONDS = 5;

  /** A database that is silent for so much longer than any lock may take is away. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private PostgreSql() {}

  /** How the pool connects. */
  static UnaryOperator<AgroalConnectionFactoryConfigurationSupplier> pooled(Settings settings) {
    Settings.Database database = settings.database().orElseThrow();
    return factory ->
        factory
            .connectionProviderClass(Driver.class)
            .jdbcUrl(database.url())
            .principal(new NamePrincipal(database.user()))
            .credential(new SimplePassword(database.password()))
            .jdbcProperty("ApplicationName", APPLICATION_NAME)
            // Text goes into columns of the types jsonb and uuid; the database says what is none.
            .jdbcProperty("stringtype", "unspecified")
            .jdbcProperty(
                "options", "-c TimeZone=UTC -c lock_timeout=" + settings.lockTimeout().toMillis())
            .jdbcProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS))
            // The former is for the socket alone; a database that says nothing there is away, too.
            .jdbcProperty("loginTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS))
            .jdbcProperty(
                "socketTimeout", Long.toString(settings.lockTimeout().plus(SILENCE).toSeconds()))
            .jdbcProperty("tcpKeepAlive", "true")
            .jdbcProperty(
                "preparedStatementCacheQueries",
                Integer.toString(settings.pool().statementCache()));
  }

  /** Connections without a limit of time, which are closed after use. */
  static DataSource dataSource(Settings settings) {
    Settings.Database database = settings.database().orElseThrow();
    PGSimpleDataSource postgresql = new PGSimpleDataSource();
    postgresql.setURL(database.url());
    postgresql.setUser(database.user());
    postgresql.setPassword(database.password());
    postgresql.setApplicationName(APPLICATION_NAME);
    postgresql.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
    return postgresql;
  }
}
