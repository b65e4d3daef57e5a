package dev.switchboard.platform;

import dev.switchboard.admission.Drain;
import dev.switchboard.database.Database;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Whether the service can do its work just now. */
@ApplicationScoped
public class Readiness {

  static final String NO_ISSUER =
      "Not ready: no issuer is set, so no token can be trusted. Set SWITCHBOARD_ISSUER to the URL of an OpenID Connect issuer, for"
          + " example https://login.microsoftonline.com/{tenantid}/v2.0.";

  @Inject private Settings settings;
  @Inject private Drain drain;
  @Inject private Database database;
  @Inject private SchemaUpdate schema;

  /**
   * One thing that the service needs.
   *
   * @param name of the thing
   * @param up whether it is there
   * @param reason what is missing, or null
   */
  record Check(String name, boolean up, String reason) {}

  /** All that the service needs. */
  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(
        settings.identity().issuers().isEmpty()
            ? new Check("issuer", false, NO_ISSUER)
            : new Check("issuer", true, null));
    checks.add(database());
    if (drain.hasBegun()) {
      checks.add(new Check("drain", false, "The service is taken out of use, to be stopped."));
    }
    return checks;
  }

  /** What the service needed once, to start. */
  List<Check> startChecks() {
    return List.of(
        schema.isDone()
            ? new Check("schema", true, null)
            : new Check("schema", false, schema.reason()));
  }

  private Check database() {
    if (!schema.isDone()) {
      return new Check("database", false, schema.reason());
    }
    return database.answers()
        ? new Check("database", true, null)
        : new Check("database", false, "The database does not answer.");
  }
}
