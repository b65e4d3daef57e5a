package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.ApiDescription;
import dev.switchboard.support.Server;
import dev.switchboard.support.ServerAnswers;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The description of the API: where the server has MicroProfile OpenAPI, and as to its answers. */
class OpenApiContractIT {

  private static final ApiDescription BUILT = ApiDescription.built();

  private final Api bot = Api.bot();

  private Response described(String accept) {
    return bot.anonymous().header("Accept", accept).get(bot.url() + "/openapi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "text/html,*/*;q=0.8"})
  void serverTellsTheWholeDescription(String accept) {
    Response response = described(accept);

    if (!ServerAnswers.hasOpenApi()) {
      assertThat(response.statusCode()).isEqualTo(404);
      return;
    }
    assertThat(response.statusCode()).isEqualTo(200);
    ApiDescription served = ApiDescription.of(response.asString());
    assertThat(served.operations()).isEqualTo(BUILT.operations());
    assertThat(served.document().path("openapi").asString()).startsWith("3.");
    BUILT
        .document()
        .path("info")
        .forEachEntry(
            (name, value) ->
                assertThat(served.document().path("info").path(name)).isEqualTo(value));
    assertThat(served.document().path("servers")).isEqualTo(BUILT.document().path("servers"));
    for (String kind : new String[] {"schemas", "responses", "parameters", "headers", "examples"}) {
      assertThat(served.document().at("/components/" + kind).propertyNames())
          .containsExactlyInAnyOrderElementsOf(
              BUILT.document().at("/components/" + kind).propertyNames());
    }
    assertThat(served.document().at("/components/securitySchemes"))
        .isEqualTo(BUILT.document().at("/components/securitySchemes"));
  }

  /** What a server may not lose on the way: who may ask, what, and what the answers are. */
  @Test
  void serverTellsTheSameOfEveryOperation() {
    if (!ServerAnswers.hasOpenApi()) {
      return;
    }
    ApiDescription served = ApiDescription.of(described("*/*").asString());
    BUILT
        .document()
        .path("paths")
        .forEachEntry(
            (path, item) ->
                item.forEachEntry(
                    (method, operation) -> {
                      JsonNode same = served.document().path("paths").path(path).path(method);
                      if (operation.has("responses")) {
                        assertSame(operation, same);
                      }
                    }));
  }

  private static void assertSame(JsonNode operation, JsonNode served) {
    for (String member :
        new String[] {"operationId", "summary", "description", "tags", "parameters"}) {
      assertThat(served.path(member)).isEqualTo(operation.path(member));
    }
    assertThat(served.path("security").path(0).has("bearer"))
        .isEqualTo(operation.path("security").path(0).has("bearer"));
    assertThat(served.path("responses").propertyNames())
        .containsExactlyInAnyOrderElementsOf(operation.path("responses").propertyNames());
    operation
        .at("/requestBody/content")
        .forEachEntry(
            (type, content) ->
                assertThat(served.at("/requestBody/content").path(type).path("schema"))
                    .isEqualTo(content.path("schema")));
  }

  @Test
  void descriptionTellsNothingOfTheServer() {
    if (ServerAnswers.hasOpenApi()) {
      assertThat(described("*/*").asString())
          .doesNotContainIgnoringCase(Server.current().toString())
          .doesNotContain(bot.url());
    }
  }

  // ---- answers

  @Test
  void answersAreWhatIsDescribed() {
    String call = bot.newCall();
    String operation = bot.newOperation(call, "recordOperation");
    assertDescribed("call", bot.get(call), 200);
    assertDescribed("call", bot.get(call + "?$expand=operations"), 200);
    assertDescribed("callCollection", bot.get(bot.v1("/communications/calls?$count=true")), 200);
    assertDescribed("commsOperation", bot.get(operation), 200);
    assertDescribed("commsOperation", bot.get(operation + "?$select=status"), 200);
    assertDescribed(
        "commsOperation",
        bot.get(operation + "?$format=application/json;odata.metadata=full"),
        200);
    assertDescribed(
        "commsOperation",
        bot.patch(operation, "{\"status\":\"Failed\",\"recordingLocation\":\"https://m.example\"}"),
        200);
    assertDescribed("commsOperationCollection", bot.get(call + "/operations?$top=1"), 200);
    assertDescribed("serviceDocument", bot.get(bot.url() + "/v1.0"), 200);
    assertDescribed("notificationKeys", bot.get(bot.v1("/communications/notificationKeys")), 200);
    assertDescribed("publicKeys", bot.anonymous().get(bot.url() + "/v1/.well-known/keys"), 200);
    assertDescribed(
        "openIdConfiguration",
        bot.anonymous().get(bot.url() + "/.well-known/openid-configuration"),
        200);
    assertDescribed("health", bot.anonymous().get(bot.url() + "/health"), 200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"status\":\"Done\",\"clientContext\":7} | | 400",
        "{\"status\":\"NotStarted\"} | | 409",
        "{} | W/\"77\" | 412",
        "{ | | 400"
      })
  void refusalsAreWhatIsDescribed(String body, String ifMatch, int status) {
    String operation = bot.newOperation();
    bot.patch(operation, "{\"status\":\"Running\"}");

    Response response =
        bot.request()
            .headers(ifMatch == null ? Map.of() : Map.of("If-Match", ifMatch))
            .body(body)
            .patch(operation);

    assertDescribed("error", response, status);
    assertThat(
            BUILT
                .document()
                .path("paths")
                .path("/communications/calls/{callId}/operations/{operationId}")
                .at("/patch/responses")
                .has(Integer.toString(status)))
        .isTrue();
  }

  private static void assertDescribed(String schema, Response response, int status) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(BUILT.findings(schema, response.asString())).isEmpty();
  }
}
