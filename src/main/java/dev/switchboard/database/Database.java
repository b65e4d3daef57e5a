package dev.switchboard.database;

import dev.switchboard.settings.BadSettingException;
import dev.switchboard.settings.Settings;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The database of this process and the pool of its connections. The pool is the service's own and
 * not the server's, because a deployment descriptor can neither size it by the environment nor, on
 * most servers, have a connection tested before it is used (decision 10).
 */
public final class Database implements AutoCloseable {

  /** A connection that was used within this time is taken to be alive. */
  private static final Duration TESTED_WHEN_IDLE_FOR = Duration.ofMillis(500);

  /** Proxies and firewalls forget silent connections; each is replaced before that. */
  private static final Duration MAX_LIFETIME = Duration.ofMinutes(30);

  private static final Duration IDLE_CLOSED_AFTER = Duration.ofMinutes(5);
  private static final int TEST_SECONDS = 2;

  /** Shutdown, crash, starting up, and read-only: a primary that became a standby. */
  private static final Set<String> FATAL_STATES = Set.of("57P01", "57P02", "57P03", "25006");

  private static final String INSUFFICIENT_RESOURCES = "53";

  private static final Lock GUARD = new ReentrantLock();
  private static Database ofThisProcess;

  private final DatabaseProduct product;
  private final DataSource connections;
  private final DataSource forMigrations;
  private final Optional<SingleWriter> singleWriter;
  private final Lock asking = new ReentrantLock();
  private volatile boolean answered;

  /** Also says, once it is there, that the schema is up to date. */
  private volatile byte[] pageTokenKey;

  private Database(
      DatabaseProduct product,
      DataSource connections,
      DataSource forMigrations,
      Optional<SingleWriter> singleWriter) {
    this.product = product;
    this.connections = connections;
    this.forMigrations = forMigrations;
    this.singleWriter = singleWriter;
  }

  /**
   * The database that the settings of this process name. Made at the first call; nothing is
   * connected yet.
   *
   * @throws BadSettingException if the settings are bad
   */
  public static Database ofThisProcess() {
    GUARD.lock();
    try {
      if (ofThisProcess == null) {
        ofThisProcess = of(Settings.load());
      }
      return ofThisProcess;
    } finally {
      GUARD.unlock();
    }
  }

  /** The database that settings name. */
  static Database of(Settings settings) {
    if (settings.database().isEmpty()) {
      return new Database(
          DatabaseProduct.H2,
          pool(settings, EmbeddedDatabase.pooled(settings)),
          EmbeddedDatabase.dataSource(settings),
          Optional.of(new SingleWriter(settings.lockTimeout())));
    }
    Optional<DataSource> server = settings.database().get().jndiName().map(Database::ofTheServer);
    return new Database(
        DatabaseProduct.POSTGRESQL,
        server.orElseGet(() -> pool(settings, PostgreSql.pooled(settings))),
        server.orElseGet(() -> PostgreSql.dataSource(settings)),
        Optional.empty());
  }

  @SuppressWarnings("BanJNDI") // the administrator's name, below java: or jdbc/
  private static DataSource ofTheServer(String name) {
    try {
      return InitialContext.doLookup(name);
    } catch (NamingException e) {
      throw new BadSettingException(
          "setting SWITCHBOARD_DB_URL names a data source that the server does not have: " + name);
    }
  }

  private static AgroalDataSource pool(
      Settings settings, UnaryOperator<AgroalConnectionFactoryConfigurationSupplier> connection) {
    Settings.Pool limits = settings.pool();
    AgroalConnectionPoolConfigurationSupplier pool =
        new AgroalConnectionPoolConfigurationSupplier()
            .maxSize(limits.size())
            .acquisitionTimeout(settings.limits().queueTimeout())
            .connectionValidator(new OneSilence(TEST_SECONDS, System::nanoTime))
            .idleValidationTimeout(TESTED_WHEN_IDLE_FOR)
            .reapTimeout(IDLE_CLOSED_AFTER)
            .maxLifetime(MAX_LIFETIME)
            .exceptionSorter(Database::isFatal)
            .connectionFactoryConfiguration(
                factory ->
                    connection
                        .apply(factory)
                        .trackJdbcResources(false)
                        .jdbcTransactionIsolation(TransactionIsolation.READ_COMMITTED));
    try {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool).get());
    } catch (SQLException e) {
      // It connects to nothing yet: the configuration above is wrong.
      throw new IllegalStateException(e);
    }
  }

  /** Whether a connection is of no further use. */
  private static boolean isFatal(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("08") || FATAL_STATES.contains(state);
  }

  /** Whether a database that failed so may work again without anybody's help. */
  public static boolean isAway(SQLException failure) {
    return isFatal(failure)
        || failure.getSQLState() == null
        || failure.getSQLState().startsWith(INSUFFICIENT_RESOURCES);
  }

  /**
   * A connection for the whole of a transaction, or for single ones, each a transaction of its own;
   * to be closed.
   *
   * @throws SQLException if there is none just now, or none yet: nothing may be asked of an old
   *     schema
   */
  public Connection connection() throws SQLException {
    if (pageTokenKey == null) {
      throw new SQLTransientConnectionException("The schema is not up to date yet.", "08001");
    }
    return connections.getConnection();
  }

  /** Whether single statements may write as they come; else transactions wait for their turn. */
  public boolean takesSingleStatements() {
    return singleWriter.isEmpty();
  }

  /** A connection to ask what the database is, whatever state its schema is in; to be closed. */
  Connection anyConnection() throws SQLException {
    return connections.getConnection();
  }

  /** Who must be asked before a transaction writes. */
  Optional<SingleWriter> singleWriter() {
    return singleWriter;
  }

  /** From now on there are connections for transactions, and this secret. */
  void open(byte[] newPageTokenKey) {
    pageTokenKey = newPageTokenKey.clone();
  }

  /**
   * The secret that seals the tokens of pages, the same on every node over this database.
   *
   * @throws IllegalStateException if the schema is not up to date yet
   */
  public byte[] pageTokenKey() {
    if (pageTokenKey == null) {
      throw new IllegalStateException("The schema is not up to date yet.");
    }
    return pageTokenKey.clone();
  }

  /** What it is. */
  DatabaseProduct product() {
    return product;
  }

  /** Connections without the time limits of requests: a migration takes as long as it takes. */
  DataSource forMigrations() {
    return forMigrations;
  }

  /**
   * Whether it answers just now. It is asked by one thread at a time, so that a flood of questions
   * takes no connections from the requests; the others get the last answer.
   */
  public boolean answers() {
    if (asking.tryLock()) {
      try (Connection connection = connection()) {
        answered = connection.isValid(TEST_SECONDS);
      } catch (SQLException e) {
        answered = false;
      } finally {
        asking.unlock();
      }
    }
    return answered;
  }

  /**
   * Closes the connections; those in use at once, too. A server that starts the service anew in the
   * same process, and has kept this class, gets another database.
   */
  @Override
  public void close() {
    GUARD.lock();
    try {
      if (ofThisProcess == this) {
        ofThisProcess = null;
      }
    } finally {
      GUARD.unlock();
    }
    if (connections instanceof AgroalDataSource pool) {
      pool.close();
    }
  }
}
