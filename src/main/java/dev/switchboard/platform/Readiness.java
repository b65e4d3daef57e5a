package dev.switchboard.platform;

import dev.switchboard.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Whether the service can do its work just now. */
@ApplicationScoped
public class Readiness {

  static final String NO_ISSUER =
      "Not ready: no issuer is set, so no token can be trusted. Set SWITCHBOARD_ISSUER to the URL of an OpenID Connect issuer, for"
          + " example https://login.microsoftonline.com/{tenantid}/v2.0.";

  private static final int DATABASE_TIMEOUT_SECONDS = 2;

  @Inject private Settings settings;

  @Resource(lookup = "java:app/jdbc/switchboard")
  private DataSource database;

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
    checks.add(
        databaseAnswers()
            ? new Check("database", true, null)
            : new Check("database", false, "The database does not answer."));
    return checks;
  }

  private boolean databaseAnswers() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(DATABASE_TIMEOUT_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }
}
