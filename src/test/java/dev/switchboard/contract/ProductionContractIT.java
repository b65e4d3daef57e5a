package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import dev.switchboard.support.TestIssuer;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A service in production mode with an issuer and an audience of its own, and with every setting
 * that changes an answer turned from its default, by environment variables.
 */
class ProductionContractIT {

  private static final String AUDIENCE = "api://calls.example";
  private static final String TENANT = Service.newTenant();

  private static TestIssuer issuer;
  private static SwitchboardProcess service;

  @BeforeAll
  static void start() throws Exception {
    issuer = new TestIssuer();
    service =
        SwitchboardProcess.production("production")
            .withEnvironment("SWITCHBOARD_ISSUER", issuer.url())
            .withEnvironment("SWITCHBOARD_AUDIENCE", AUDIENCE)
            .start();
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/common/v2.0/.well-known/openid-configuration",
        "/11111111-1111-1111-1111-111111111111/v2.0/.well-known/openid-configuration",
        "/11111111-1111-1111-1111-111111111111/discovery/v2.0/keys",
        "/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token"
      })
  void developmentIssuerDoesNotExist(String path) {
    Response unknown = RestAssured.get(service.baseUrl() + "/no-such-path");

    for (String method : new String[] {"GET", "POST", "PUT", "DELETE"}) {
      RestAssured.given()
          .request(method, service.baseUrl() + path)
          .then()
          .statusCode(404)
          .body("error.message", equalTo(unknown.path("error.message")));
    }
  }

  @Test
  void developmentTokenIsRefused() throws Exception {
    // As the development issuer would make it: right in everything but the key and the issuer.
    try (TestIssuer other = new TestIssuer()) {
      with(other.token(AUDIENCE, TENANT, "bot", "Calls.Initiate.All"))
          .get(service.baseUrl() + "/v1.0/communications/calls")
          .then()
          .statusCode(401)
          .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
    }
  }

  @Test
  void tokenForAnotherAudienceIsRefused() throws Exception {
    with(issuer.token("api://switchboard", TENANT, "bot", "Calls.Initiate.All"))
        .get(service.baseUrl() + "/v1.0/communications/calls")
        .then()
        .statusCode(401);
  }

  @Test
  void expiredTokenIsRefused() throws Exception {
    String expired =
        issuer.token(
            AUDIENCE,
            TENANT,
            claims ->
                claims
                    .claim("azp", "bot")
                    .claim("roles", List.of("Calls.Initiate.All"))
                    .expirationTime(Date.from(Instant.now().minusSeconds(120))));

    with(expired)
        .get(service.baseUrl() + "/v1.0/communications/calls")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
        .body("error.code", equalTo("unauthorized"));
  }

  @Test
  void delegatedTokenIsForbidden() throws Exception {
    String delegated =
        issuer.token(
            AUDIENCE,
            TENANT,
            claims -> claims.claim("azp", "bot").claim("scp", "Calls.AccessMedia.All"));

    with(delegated)
        .body("{\"status\":\"Running\"}")
        .patch(newOperation(bot()))
        .then()
        .statusCode(403)
        .body("error.code", equalTo("forbidden"))
        .body("error.message", containsString("Delegated"));
  }

  @Test
  void callerThatMayReadButNotWriteIsToldSo() throws Exception {
    String operation = newOperation(bot());
    String other =
        issuer.token(AUDIENCE, TENANT, "other", "Calls.AccessMedia.All", "CommsOperation.Read.All");

    with(other).get(operation).then().statusCode(200);
    with(other)
        .body("{\"status\":\"Running\"}")
        .patch(operation)
        .then()
        .statusCode(403)
        .body("error.code", equalTo("forbidden"));
    with(other).delete(operation).then().statusCode(403);
    with(bot()).get(operation).then().statusCode(200).body("status", equalTo("NotStarted"));
  }

  @Test
  void greetingIsForDevelopersOnly() {
    assertThat(service.log()).doesNotContain("TOKEN", "development");
  }

  private static String bot() throws Exception {
    return issuer.token(AUDIENCE, TENANT, "bot", "Calls.Initiate.All", "Calls.AccessMedia.All");
  }

  private static String newOperation(String token) {
    String call =
        with(token)
            .body("{\"callbackUri\":\"https://bot.example/cb\"}")
            .post(service.baseUrl() + "/v1.0/communications/calls")
            .header("Location");
    return with(token)
        .body("{\"@odata.type\":\"#microsoft.graph.playPromptOperation\"}")
        .post(call + "/operations")
        .header("Location");
  }

  private static RequestSpecification with(String token) {
    return RestAssured.given()
        .contentType("application/json")
        .header("Authorization", "Bearer " + token);
  }
}
