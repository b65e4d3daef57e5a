package dev.switchboard.platform;

import dev.switchboard.database.Database;
import dev.switchboard.database.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The schema is brought up to date once, as soon as the database lets it: a service may be started
 * before its database.
 */
@ApplicationScoped
class SchemaUpdate {

  private static final Logger LOG = System.getLogger(SchemaUpdate.class.getName());
  private static final Duration SAID_EVERY = Duration.ofMinutes(1);

  private Supplier<Schema.Outcome> update;
  private Clock clock;

  private volatile Schema.Outcome outcome;
  private Instant nextSaid = Instant.MIN;

  /** For the container's proxy. */
  protected SchemaUpdate() {}

  @Inject
  SchemaUpdate(Database database, Clock clock) {
    this(() -> Schema.update(database), clock);
  }

  /** With what is to be tried. */
  SchemaUpdate(Supplier<Schema.Outcome> update, Clock clock) {
    this.update = update;
    this.clock = clock;
  }

  /** Tries, and says what hinders it: once a minute as long as it may pass by itself. */
  Schema.State attempt() {
    outcome = update.get();
    switch (outcome.state()) {
      case READY -> {}
      case AWAY -> sayOnceAMinute();
      case REFUSED ->
          LOG.log(
              Level.ERROR,
              "Switchboard does not start: {0}. Start it again when this is mended.",
              outcome.reason());
    }
    return outcome.state();
  }

  /** Whether the schema is up to date. */
  boolean isDone() {
    return outcome != null && outcome.state() == Schema.State.READY;
  }

  /** What hinders it: a sentence, or null. */
  String reason() {
    return outcome == null || isDone() ? null : "Not ready: " + outcome.reason() + ".";
  }

  private void sayOnceAMinute() {
    Instant now = clock.instant();
    if (!now.isBefore(nextSaid)) {
      nextSaid = now.plus(SAID_EVERY);
      LOG.log(Level.WARNING, reason() + " Trying again every second.");
    }
  }
}
