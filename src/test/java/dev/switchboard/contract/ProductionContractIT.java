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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/explorer",
        "/explorer/",
        "/explorer/explorer.js",
        "/explorer/openapi.yaml",
        "/explorer/swagger-ui-bundle.js"
      })
  void pageOfDevelopmentModeDoesNotExist(String path) {
    Response unknown = RestAssured.get(service.baseUrl() + "/no-such-path");

    for (String method : new String[] {"GET", "POST", "OPTIONS"}) {
      RestAssured.given()
          .request(method, service.baseUrl() + path)
          .then()
          .statusCode(404)
          .header("Content-Security-Policy", equalTo(unknown.header("Content-Security-Policy")))
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
  void greetingIsForDevelopersOnly() {
    assertThat(service.log()).doesNotContain("TOKEN", "development");
  }

  private static RequestSpecification with(String token) {
    return RestAssured.given()
        .contentType("application/json")
        .header("Authorization", "Bearer " + token);
  }
}
