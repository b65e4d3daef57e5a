package dev.switchboard.platform;

import dev.switchboard.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** What must be done before the first request: check the settings, bring the schema up to date. */
@Singleton
@jakarta.ejb.Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Startup {

  private static final Logger LOG = System.getLogger(Startup.class.getName());

  @Inject private Settings settings;

  @Resource(lookup = "java:app/jdbc/switchboard")
  private DataSource database;

  @PostConstruct
  void start() {
    try {
      Flyway.configure().dataSource(database).locations("classpath:db/h2").load().migrate();
    } catch (FlywayException e) {
      // The server will add stack traces; this is the sentence to read.
      LOG.log(Level.ERROR, "Switchboard does not start: {0}", oneLine(e));
      throw e;
    }
    if (settings.identity().issuers().isEmpty()) {
      LOG.log(Level.WARNING, Readiness.NO_ISSUER);
    }
  }

  private static String oneLine(FlywayException failure) {
    return failure.getMessage().replaceAll("\\s+", " ");
  }
}
