package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.switchboard.support.OncePerServer;
import dev.switchboard.support.ServerAnswers;
import dev.switchboard.support.SwitchboardProcess;
import io.restassured.RestAssured;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a start says when it goes well, when something is missing, and when a setting is wrong. */
@OncePerServer
class StartContractIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void developmentStartPrintsHowToBegin() {
    try (SwitchboardProcess service = SwitchboardProcess.development("greeting").start()) {
      await("the greeting").atMost(PATIENCE).until(() -> service.log().contains("Ctrl+C"));

      assertThat(service.log())
          .contains(service.baseUrl() + "/v1.0")
          .contains("client_id=bot")
          .contains("curl -i -X PATCH");
      assertThat(service.log().lines())
          .as(service.log())
          .hasSizeLessThan(30 + ServerAnswers.linesThatCannotBeMuted());
      assertThat(service.log()).doesNotContain("WARN", "SEVERE", "Exception");
    }
  }

  @Test
  void productionWithoutIssuerIsAliveButNotReady() {
    try (SwitchboardProcess service =
        SwitchboardProcess.production("no-issuer").startWithoutWaiting()) {
      await("the service is alive")
          .atMost(PATIENCE)
          .until(() -> service.status("/health/live") == 200);

      RestAssured.get(service.baseUrl() + "/health/ready")
          .then()
          .statusCode(503)
          .body("status", equalTo("DOWN"))
          .body(
              "checks.find { it.name == 'issuer' }.data.reason",
              containsString("SWITCHBOARD_ISSUER"))
          .body("checks.find { it.name == 'database' }.status", equalTo("UP"));
      assertThat(service.log()).contains("Not ready").contains("SWITCHBOARD_ISSUER");
      RestAssured.get(service.baseUrl() + "/v1.0/communications/calls").then().statusCode(401);
      RestAssured.given()
          .header("Authorization", "Bearer x")
          .get(service.baseUrl() + "/v1.0/communications/calls")
          .then()
          .statusCode(503)
          .header("Retry-After", matchesPattern("[1-9][0-9]*"))
          .body("error.code", equalTo("serviceUnavailable"));
    }
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SWITCHBOARD_OPEN_TYPE   | true  | unknown setting SWITCHBOARD_OPEN_TYPE",
        "SWITCHBOARD_OPEN_TYPES  | maybe | (SWITCHBOARD_OPEN_TYPES) must be true or false",
        "SWITCHBOARD_AUDIT_LOG   | /no/such/folder/audit.log | (SWITCHBOARD_AUDIT_LOG) must be a file that can be written to"
      })
  void wrongSettingStopsTheStartWithASentence(String variable, String value, String sentence) {
    try (SwitchboardProcess service =
        SwitchboardProcess.development("wrong-setting")
            .withEnvironment(variable, value)
            .startWithoutWaiting()) {
      await("the reason").atMost(PATIENCE).until(() -> service.log().contains(sentence));

      assertThat(service.log()).contains("Switchboard does not start: ");
      // The server may go on without its application; nothing of the service answers.
      assertThat(service.status("/health/live")).isNotEqualTo(200);
      assertThat(service.status("/v1.0/communications/calls")).isNotIn(200, 401);
      if (!ServerAnswers.tracesAFailedDeployment()) {
        assertThat(service.log().lines().filter(line -> line.startsWith("\tat "))).isEmpty();
      }
    }
  }
}
