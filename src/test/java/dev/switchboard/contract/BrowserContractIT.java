package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.OncePerServer;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told: the headers of every answer, and CORS. */
@OncePerServer
class BrowserContractIT {

  private static final String PAGE = "https://bot.example";
  private static final String OTHER_PAGE = "http://localhost:3000";

  private static SwitchboardProcess service;

  private final Api bot = Api.bot();
  private final Api corsBot = new Api(service.baseUrl(), "bot", Service.newTenant());

  @BeforeAll
  static void start() {
    service =
        SwitchboardProcess.development("cors")
            .with("cors-origin", PAGE + "," + OTHER_PAGE)
            .withTls()
            .start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void everyAnswerForbidsWhatABrowserMightTry() {
    String operation = bot.newOperation();
    for (Response response :
        List.of(
            bot.get(operation),
            bot.patch(operation, "{}"),
            bot.patch(operation, "{"),
            bot.anonymous().get(operation),
            bot.get(bot.url() + "/no-such-path"),
            bot.anonymous().get(bot.url() + "/health/ready"))) {
      assertThat(response.headers().getValues("X-Content-Type-Options")).containsExactly("nosniff");
      assertThat(response.headers().getValues("X-Frame-Options")).containsExactly("DENY");
      assertThat(response.headers().getValues("Content-Security-Policy"))
          .containsExactly("default-src 'none'; frame-ancestors 'none'");
      assertThat(response.headers().getValues("Referrer-Policy")).containsExactly("no-referrer");
      assertThat(response.headers().getValues("Cache-Control")).containsExactly("no-store");
    }
  }

  @Test
  void onlyAnswersOverTlsDemandTls() {
    assertThat(bot.get(bot.newCall()).header("Strict-Transport-Security")).isNull();
    assertThat(
            bot.anonymous()
                .relaxedHTTPSValidation()
                .get(service.tlsUrl() + "/health/live")
                .headers()
                .getValues("Strict-Transport-Security"))
        .containsExactly("max-age=31536000");
  }

  @Test
  void withoutConfigurationNoPageIsAllowed() {
    String operation = bot.newOperation();

    for (Response response :
        List.of(
            bot.request().header("Origin", PAGE).get(operation),
            preflight(bot.anonymous(), PAGE).options(operation))) {
      assertNotAllowed(response);
      assertThat(response.header("Vary")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PAGE, OTHER_PAGE})
  void configuredPageMayReadAnswers(String origin) {
    String operation = corsBot.newOperation();

    Response response = corsBot.request().header("Origin", origin).get(operation);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().getValues("Access-Control-Allow-Origin")).containsExactly(origin);
    assertThat(response.header("Access-Control-Expose-Headers")).isEqualTo("*");
    assertThat(response.header("Access-Control-Allow-Credentials")).isNull();
    assertThat(response.header("Vary")).isEqualTo("Origin");
  }

  @Test
  void refusalsCanBeReadToo() {
    Response response =
        corsBot.anonymous().header("Origin", PAGE).get(corsBot.v1("/communications/calls"));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
  }

  @Test
  void preflightNeedsNoToken() {
    String operation = corsBot.newOperation();

    Response response = preflight(corsBot.anonymous(), PAGE).options(operation);

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    assertThat(response.header("Access-Control-Allow-Methods")).contains("PATCH");
    assertThat(response.header("Access-Control-Allow-Headers")).contains("authorization");
    assertThat(response.header("Access-Control-Allow-Credentials")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://bot.example",
        "https://bot.example.evil.example",
        "https://bot.example:8443",
        "HTTPS://BOT.EXAMPLE",
        "*"
      })
  void otherPagesAreNotAllowed(String origin) {
    String operation = corsBot.newOperation();

    assertNotAllowed(corsBot.request().header("Origin", origin).get(operation));
    assertNotAllowed(preflight(corsBot.anonymous(), origin).options(operation));
  }

  private static RequestSpecification preflight(RequestSpecification request, String origin) {
    return request
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "PATCH")
        .header("Access-Control-Request-Headers", "authorization, content-type");
  }

  private static void assertNotAllowed(Response response) {
    assertThat(response.headers().asList())
        .noneMatch(header -> header.getName().startsWith("Access-Control-"));
  }
}
