package dev.switchboard.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.switchboard.support.OncePerServer;
import dev.switchboard.support.SwitchboardProcess;
import dev.switchboard.support.TestDatabase;
import dev.switchboard.support.Tokens;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of the first schema, after the service has brought it up to date. */
@OncePerServer
class MigrationContractIT {

  private static final String TENANT = "a0000000-0000-4000-8000-000000000001";
  private static final String CALL =
      "/v1.0/communications/calls/01900000-0000-7000-8000-000000000001";
  private static final String OTHER_CALL =
      "/v1.0/communications/calls/01900000-0000-7000-8000-000000000003";
  private static final String OPERATION = CALL + "/operations/01900000-0000-7000-8000-000000000002";

  @TempDir private Path folder;

  @Test
  void rowsOfTheFirstSchemaAreServedFromTheEmbeddedDatabase() throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("switchboard");
    fill("h2", url, "switchboard", "switchboard");

    serves(Map.of("data-dir", folder.toString()));
  }

  @Test
  void rowsOfTheFirstSchemaAreServedFromPostgreSql() throws Exception {
    TestDatabase database = TestDatabase.onPostgreSql("first_schema");
    fill("postgresql", database.url(), database.user(), database.password());

    serves(database.settings());
  }

  private static void fill(String product, String url, String user, String password)
      throws SQLException, IOException {
    Flyway.configure()
        .dataSource(url, user, password)
        .locations("classpath:db/" + product)
        .target("1")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute(
          Files.readString(Path.of("src", "test", "resources", "db", "rows-of-version-1.sql")));
    }
  }

  private static void serves(Map<String, String> settings) {
    SwitchboardProcess.Builder builder =
        SwitchboardProcess.development("migrated-" + UUID.randomUUID()).onEmbeddedDatabase();
    settings.forEach(builder::with);
    try (SwitchboardProcess service = builder.start()) {
      String token = Tokens.of(service.baseUrl(), "bot", TENANT);
      RequestSpecification bot =
          given().auth().oauth2(token).baseUri(service.baseUrl()).contentType("application/json");

      given(bot)
          .get(CALL)
          .then()
          .statusCode(200)
          .header("ETag", "W/\"3\"")
          .body("subject", equalTo("kept"))
          .body("own.a", contains(1, null, "x"))
          .body("resultInfo.subcode", equalTo(7));
      given(bot)
          .get(OPERATION)
          .then()
          .statusCode(200)
          .header("ETag", "W/\"41\"")
          .body("status", equalTo("Running"))
          .body("clientContext", equalTo("ctx"))
          .body("recordingLocation", equalTo("https://files.example/1"))
          .body("own.a", contains(1, null, "x"));
      filtersWhatWasThere(bot);
      given(bot)
          .header("If-Match", "W/\"41\"")
          .body("{\"status\":\"Completed\"}")
          .patch(OPERATION)
          .then()
          .statusCode(200)
          .header("ETag", "W/\"42\"");
      // Tables that are newer than the rows.
      String participant =
          given(bot)
              .body("{\"info\":{\"identity\":{}}}")
              .post(CALL + "/participants")
              .then()
              .statusCode(201)
              .body("rosterSequenceNumber", equalTo(1))
              .extract()
              .path("id");
      given(bot).delete(CALL + "/participants/" + participant).then().statusCode(204);
      given(bot).get(CALL + "/participants").then().statusCode(200).body("value", hasSize(0));
      given(bot).get("/v1.0/communications/notificationKeys").then().statusCode(200);
      assertThat(service.log()).doesNotContain("does not start");
    }
  }

  /** The members of calls that got columns of their own later. */
  private static void filtersWhatWasThere(RequestSpecification bot) {
    Map.of(
            "subject eq 'kept' and direction eq 'outgoing' and tenantId eq '%s'".formatted(TENANT),
            CALL,
            "subject eq '\\ it''s \u00fc\n\ud83d\ude00 \"' and direction eq 'incoming'",
            OTHER_CALL,
            "callChainId eq '' and tenantId eq 'elsewhere' and myParticipantId eq null",
            OTHER_CALL)
        .forEach(
            (filter, call) ->
                given(bot)
                    .queryParam("$filter", filter)
                    .get("/v1.0/communications/calls")
                    .then()
                    .statusCode(200)
                    .body("value.id", contains(call.replaceFirst(".*/", ""))));
  }
}
