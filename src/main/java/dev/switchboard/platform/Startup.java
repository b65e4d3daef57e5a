package dev.switchboard.platform;

import dev.switchboard.database.Database;
import dev.switchboard.database.Schema;
import dev.switchboard.settings.Settings;
import dev.switchboard.upkeep.Repetition;
import dev.switchboard.upkeep.SchemaReady;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * What must be done before the first request: check the settings, bring the schema up to date. A
 * database that cannot be reached yet is waited for. With one that cannot be used the service stays
 * as it is, not ready: to fail here would add the server's stack traces to the sentence that says
 * why, and health could not say it.
 */
@Singleton
@jakarta.ejb.Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Startup {

  private static final Logger LOG = System.getLogger(Startup.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(1);

  @Inject private Settings settings;
  @Inject private Database database;
  @Inject private SchemaUpdate schema;
  @Inject private Repetition attempts;
  @Inject private Event<SchemaReady> ready;

  @PostConstruct
  void start() {
    if (attempt() == Schema.State.AWAY) {
      attempts.begin(() -> attempt() != Schema.State.AWAY, RETRY);
    }
    if (settings.identity().issuers().isEmpty()) {
      LOG.log(Level.WARNING, Readiness.NO_ISSUER);
    }
  }

  private Schema.State attempt() {
    Schema.State state = schema.attempt();
    if (state == Schema.State.READY) {
      ready.fire(new SchemaReady());
    }
    return state;
  }

  @PreDestroy
  void stop() {
    attempts.stop();
    database.close();
  }
}
