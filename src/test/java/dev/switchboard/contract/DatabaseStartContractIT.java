package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.switchboard.support.OncePerServer;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import dev.switchboard.support.TestDatabase;
import dev.switchboard.support.Tokens;
import io.restassured.RestAssured;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a start says when its PostgreSQL is away, or cannot be used. */
// The longest first: at the end it would run alone.
@Order(2)
@OncePerServer
class DatabaseStartContractIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CALLS = "/v1.0/communications/calls";

  @Test
  void databaseThatIsAwayIsWaitedFor() throws IOException {
    int port = freePort();
    Map<String, String> settings =
        Map.of(
            "db-url",
            "jdbc:postgresql://localhost:%d/postgres".formatted(port),
            "db-user",
            "postgres");
    try (SwitchboardProcess service = with("away", settings).startWithoutWaiting()) {
      await("alive").atMost(PATIENCE).until(() -> service.status("/health/live") == 200);
      String token = Tokens.of(service.baseUrl(), "bot", Service.newTenant());

      assertThat(service.status("/health/started")).isEqualTo(503);
      RestAssured.get(service.baseUrl() + "/health/ready")
          .then()
          .statusCode(503)
          .body(
              "checks.find { it.name == 'database' }.data.reason",
              containsString("the database cannot be reached"));
      RestAssured.given()
          .auth()
          .oauth2(token)
          .get(service.baseUrl() + CALLS)
          .then()
          .statusCode(503)
          .header("Retry-After", matchesPattern("[1-9][0-9]*"))
          .body("error.code", equalTo("serviceUnavailable"));
      assertThat(service.log().lines().filter(line -> line.contains("Not ready: ")))
          .as(service.log())
          .hasSize(1);
      assertThat(service.log().lines().filter(line -> line.startsWith("\tat "))).isEmpty();

      try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setPort(port).start()) {
        assertThat(postgres.getPort()).isEqualTo(port);
        await("ready").atMost(PATIENCE).until(() -> service.status("/health/ready") == 200);

        assertThat(service.status("/health/started")).isEqualTo(200);
        RestAssured.given()
            .auth()
            .oauth2(token)
            .get(service.baseUrl() + CALLS)
            .then()
            .statusCode(200);
      }
      await("not ready").atMost(PATIENCE).until(() -> service.status("/health/ready") == 503);
    }
  }

  @Test
  void wrongPasswordIsRefused() {
    TestDatabase database = TestDatabase.onPostgreSql("wrong-password");

    refused(
        Map.of("db-url", database.url(), "db-user", database.user(), "db-password", "wrong"),
        "the database does not accept the user or its password");
  }

  @Test
  void databaseThatDoesNotExistIsRefused() {
    TestDatabase database = TestDatabase.onPostgreSql("missing");

    refused(
        Map.of(
            "db-url",
            database.url().replace("/missing_", "/no_such_"),
            "db-user",
            database.user(),
            "db-password",
            database.password()),
        "the database does not exist");
  }

  @Test
  void userWithoutRightsIsRefused() {
    TestDatabase database = TestDatabase.onPostgreSql("others");
    TestDatabase stranger = TestDatabase.onPostgreSql("stranger");

    refused(
        Map.of(
            "db-url", database.url(),
            "db-user", stranger.user(),
            "db-password", stranger.password()),
        "the user of the database lacks rights there");
  }

  @Test
  void schemaOfANewerReleaseIsRefused() throws SQLException {
    TestDatabase database = TestDatabase.onPostgreSql("newer");
    with("newer", database.settings()).start().close();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO flyway_schema_history SELECT installed_rank + 1000, '999', 'of the future',"
              + " type, 'V999__of_the_future.sql', checksum, installed_by, installed_on,"
              + " execution_time, success FROM flyway_schema_history WHERE version = '1'");
    }

    refused(
        database.settings(),
        "the schema of the database has version 999, and this release knows only versions up to ");
  }

  private static void refused(Map<String, String> settings, String sentence) {
    try (SwitchboardProcess service = with("refused", settings).startWithoutWaiting()) {
      await("the reason")
          .atMost(PATIENCE)
          .until(() -> service.log().contains("Switchboard does not start: " + sentence));

      await("alive").atMost(PATIENCE).until(() -> service.status("/health/live") == 200);
      RestAssured.get(service.baseUrl() + "/health/ready")
          .then()
          .statusCode(503)
          .body("checks.find { it.name == 'database' }.data.reason", containsString(sentence));
      RestAssured.given()
          .auth()
          .oauth2(Tokens.of(service.baseUrl(), "bot", Service.newTenant()))
          .get(service.baseUrl() + CALLS)
          .then()
          .statusCode(503);
      assertThat(service.log().lines().filter(line -> line.contains(sentence))).hasSize(1);
      assertThat(service.log().lines().filter(line -> line.startsWith("\tat "))).isEmpty();
      assertThat(service.log()).doesNotContain("secret");
    }
  }

  private static SwitchboardProcess.Builder with(String name, Map<String, String> settings) {
    SwitchboardProcess.Builder service = SwitchboardProcess.development(name);
    settings.forEach(service::with);
    return service;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
