package dev.switchboard.database;

import dev.switchboard.settings.BadSettingException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The class of the {@code data-source} in web.xml. Which database it is and where depends on the
 * environment, which a deployment descriptor cannot read. What it gives to the server is a {@link
 * TransactionConnection}: opening one needs no database.
 */
public class ConfiguredDatabase implements DataSource {

  private Database database;
  private BadSettingException badSetting;

  /** Made by the container, which sets no property on it but credentials. */
  public ConfiguredDatabase() {
    try {
      database = Database.ofThisProcess();
    } catch (BadSettingException e) {
      e.sayOnce();
      badSetting = e;
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (badSetting != null) {
      throw new SQLException(badSetting.getMessage(), badSetting);
    }
    return TransactionConnection.of(database);
  }

  /** The container's credentials are for data sources that need some; this one has its own. */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    // Nothing is written there.
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // The settings say how long.
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (!type.isInstance(this)) {
      throw new SQLException("This is no " + type.getName());
    }
    return type.cast(this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
