package dev.switchboard.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.switchboard.support.OnlyOn;
import dev.switchboard.support.Server;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import dev.switchboard.support.TestDatabase;
import dev.switchboard.support.Tokens;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The service over a data source that an administrator has defined in the server. */
@OnlyOn(Server.WILDFLY)
class ServerDataSourceContractIT {

  private static final String CALLS = "/v1.0/communications/calls";

  @Test
  void poolOfTheServerIsUsed() throws SQLException {
    TestDatabase database = TestDatabase.onPostgreSql("of_the_server");
    try (SwitchboardProcess service =
        SwitchboardProcess.development("of-the-server")
            .with("db-url", "java:jboss/datasources/Switchboard")
            .withEnvironment("POSTGRESQL_URL", database.url())
            .withEnvironment("POSTGRESQL_USER", database.user())
            .withEnvironment("POSTGRESQL_PASSWORD", database.password())
            .start()) {
      String token = Tokens.of(service.baseUrl(), "bot", Service.newTenant());
      String call =
          post(token, service.baseUrl() + CALLS, "{\"callbackUri\":\"https://bot.example/cb\"}");
      String operation =
          post(
              token,
              call + "/operations",
              "{\"@odata.type\":\"#microsoft.graph.muteParticipantOperation\"}");

      given()
          .auth()
          .oauth2(token)
          .contentType("application/json")
          .body("{\"status\":\"Running\",\"x\":{\"y\":1}}")
          .patch(operation)
          .then()
          .statusCode(200)
          .header("ETag", "W/\"2\"")
          .body("x.y", equalTo(1));
      assertThat(stored(database)).isEqualTo("RUNNING 2");
      given()
          .auth()
          .oauth2(token)
          .contentType("application/json")
          .header("If-Match", "W/\"1\"")
          .body("{\"status\":\"Completed\"}")
          .patch(operation)
          .then()
          .statusCode(412);
      assertThat(stored(database)).isEqualTo("RUNNING 2");
    }
  }

  private static String post(String token, String url, String body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(body)
        .post(url)
        .then()
        .statusCode(201)
        .extract()
        .header("Location");
  }

  private static String stored(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT status, version FROM comms_operation")) {
      assertThat(row.next()).isTrue();
      return row.getString(1) + " " + row.getLong(2);
    }
  }
}
