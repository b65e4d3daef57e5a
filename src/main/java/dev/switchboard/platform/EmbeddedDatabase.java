package dev.switchboard.platform;

import dev.switchboard.settings.BadSettingException;
import dev.switchboard.settings.Settings;
import java.io.PrintWriter;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The embedded database, as the class of the {@code data-source} in web.xml: where its file is
 * depends on the settings, which a deployment descriptor cannot read.
 */
public class EmbeddedDatabase implements DataSource {

  /** The file is the credential: whoever can read it needs no password. */
  private static final String USER = "switchboard";

  private static final System.Logger LOG = System.getLogger(EmbeddedDatabase.class.getName());

  private final JdbcDataSource h2 = new JdbcDataSource();
  private BadSettingException badSetting;

  /** Made by the container, which sets no property on it but credentials. */
  public EmbeddedDatabase() {
    try {
      Settings settings = Settings.load();
      h2.setURL(url(settings));
      h2.setUser(USER);
      h2.setPassword(USER);
    } catch (BadSettingException e) {
      // The first of our code that a server runs. The server will add stack traces; this is the
      // sentence to read.
      LOG.log(Level.ERROR, "Switchboard does not start: {0}.", e.getMessage());
      badSetting = e;
    }
  }

  /**
   * The URL of the database. {@code WRITE_DELAY=0}: a commit returns when the file has it, so that
   * the end of the process loses no answered write.
   */
  static String url(Settings settings) {
    return "jdbc:h2:file:%s;WRITE_DELAY=0;LOCK_TIMEOUT=%d;DB_CLOSE_DELAY=-1"
        .formatted(settings.dataDir().resolve("switchboard"), settings.lockTimeout().toMillis());
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (badSetting != null) {
      throw new SQLException(badSetting.getMessage(), badSetting);
    }
    try {
      return h2.getConnection();
    } catch (SQLException e) {
      LOG.log(Level.ERROR, "The database cannot be opened: {0}", e.getMessage());
      throw e;
    }
  }

  /** The container's credentials are for data sources that need some; this one has its own. */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return h2.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    h2.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    h2.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return h2.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return h2.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return h2.isWrapperFor(type);
  }
}
