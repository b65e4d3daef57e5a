package dev.switchboard.database;

import dev.switchboard.settings.Settings;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * H2 in a file of the data folder (decision 2). A class of its own, so that nothing of H2 is needed
 * where it is not used.
 */
final class EmbeddedDatabase {

  /** The file is the credential: whoever can read it needs no password. */
  private static final String USER = "switchboard";

  private EmbeddedDatabase() {}

  /** How the pool connects. */
  static UnaryOperator<AgroalConnectionFactoryConfigurationSupplier> pooled(Settings settings) {
    return factory ->
        factory
            .connectionProviderClass(org.h2.Driver.class)
            .jdbcUrl(url(settings))
            .principal(new NamePrincipal(USER))
            .credential(new SimplePassword(USER));
  }

  /** Connections that are closed after use. */
  static DataSource dataSource(Settings settings) {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(url(settings));
    h2.setUser(USER);
    h2.setPassword(USER);
    return h2;
  }

  /**
   * {@code WRITE_DELAY=0}: a commit returns when the file has it, so that the end of the process
   * loses no answered write.
   */
  private static String url(Settings settings) {
    return "jdbc:h2:file:%s;WRITE_DELAY=0;LOCK_TIMEOUT=%d;DB_CLOSE_DELAY=-1"
        .formatted(settings.dataDir().resolve("switchboard"), settings.lockTimeout().toMillis());
  }
}
