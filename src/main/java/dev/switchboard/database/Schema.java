package dev.switchboard.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** The tables of the service, which only this class makes and changes. */
public final class Schema {

  /** A cause chain longer than this is a loop. */
  private static final int DEEPEST = 30;

  private Schema() {}

  /** How bringing the schema up to date has ended. */
  public enum State {
    /** It is up to date. */
    READY,
    /** The database cannot be reached just now; later it may be. */
    AWAY,
    /** Somebody must do something first. */
    REFUSED
  }

  /**
   * How it has ended, and why.
   *
   * @param reason a clause that tells an administrator what is wrong, without a full stop; null if
   *     nothing is
   */
  public record Outcome(State state, String reason) {}

  /**
   * Brings the schema of a database up to date, and opens the database for the service if it is.
   * Several nodes may do so at once.
   */
  public static Outcome update(Database database) {
    Flyway flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(database.forMigrations())
            .locations(database.product().migrations())
            .load();
    try {
      MigrationInfo[] all = flyway.info().all();
      MigrationInfo newest = all.length == 0 ? null : all[all.length - 1];
      if (newest != null && newest.getState().isApplied() && !newest.getState().isResolved()) {
        return new Outcome(
            State.REFUSED,
            "the schema of the database has version %s, and this release knows only versions up to %s; install a newer release"
                .formatted(newest.getVersion(), newestKnown(all)));
      }
      flyway.migrate();
      database.open(pageTokenKey(database));
    } catch (FlywayException | SQLException e) {
      return failed(e);
    }
    return new Outcome(State.READY, null);
  }

  /** The secret that a migration has made. */
  private static byte[] pageTokenKey(Database database) throws SQLException {
    try (Connection connection = database.forMigrations().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT secret FROM service_key WHERE name = 'page-token'")) {
      if (!row.next()) {
        throw new SQLException("the table service_key has no page-token", "02000");
      }
      return row.getString(1).getBytes(StandardCharsets.US_ASCII);
    }
  }

  private static MigrationVersion newestKnown(MigrationInfo[] all) {
    return Arrays.stream(all)
        .filter(migration -> migration.getState().isResolved())
        .map(MigrationInfo::getVersion)
        .filter(Objects::nonNull)
        .max(MigrationVersion::compareTo)
        .orElse(MigrationVersion.EMPTY);
  }

  private static Outcome failed(Exception failure) {
    SQLException database =
        Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(DEEPEST)
            .filter(SQLException.class::isInstance)
            .map(SQLException.class::cast)
            .findFirst()
            .orElse(null);
    if (database == null) {
      return new Outcome(
          State.REFUSED, "the schema cannot be brought up to date: " + line(failure));
    }
    String state = String.valueOf(database.getSQLState());
    if (state.startsWith("28")) {
      return new Outcome(
          State.REFUSED,
          "the database does not accept the user or its password: " + line(database));
    }
    if (state.equals("3D000")) {
      return new Outcome(State.REFUSED, "the database does not exist: " + line(database));
    }
    if (state.equals("42501")) {
      return new Outcome(
          State.REFUSED, "the user of the database lacks rights there: " + line(database));
    }
    return Database.isAway(database)
        ? new Outcome(State.AWAY, "the database cannot be reached: " + line(database))
        : new Outcome(State.REFUSED, "the database cannot be used: " + line(database));
  }

  private static String line(Exception failure) {
    return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").replaceAll("[ .]+$", "");
  }
}
