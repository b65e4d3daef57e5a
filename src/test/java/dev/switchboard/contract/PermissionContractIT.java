package dev.switchboard.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Service;
import dev.switchboard.support.Snapshot;
import dev.switchboard.support.Tokens;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may do what; with the development issuer and its clients. What bad tokens get is in {@link
 * SecurityContractIT}.
 */
class PermissionContractIT {

  private static final String PATCH = "{\"clientContext\":\"new\"}";
  private static final String CALL = "{\"callbackUri\":\"https://bot.example/cb\"}";
  private static final String CALLS = "/communications/calls";

  private final Api bot = Api.bot();
  private final Snapshot operation = Snapshot.of(bot, bot.newOperation());
  private final String call = operation.url().replaceFirst("/operations/.*", "");

  // ---- roles: the operation and its call belong to "bot"

  @ParameterizedTest(name = "{0} in the same tenant: {1}")
  @CsvSource({"bot,200", "bot-2,404", "media,200", "reader,200", "guest,403"})
  void readingIsForTheOwnerAndForReadersOfTheTenant(String client, int status) {
    Api caller = bot.as(client);

    for (String url : List.of(operation.url(), call, call + "/operations")) {
      Response response = caller.get(url);
      if (status == 200) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.asString()).isEqualTo(bot.get(url).asString());
      } else {
        Refusal.of(status, response);
      }
    }
  }

  @ParameterizedTest(name = "{0} in the same tenant: {1}")
  @CsvSource({"bot,200", "bot-2,404", "media,200", "reader,403", "guest,403"})
  void updatingIsForTheOwnerAndForWritersOfTheTenant(String client, int status) {
    Response response = bot.as(client).patch(operation.url(), PATCH);

    if (status == 200) {
      operation.becomes(Json.with(operation.json(), PATCH), response);
    } else {
      operation.refuses(status, response);
    }
  }

  @ParameterizedTest(name = "{0} in the same tenant: {1}")
  @CsvSource({"bot,204", "bot-2,404", "media,204", "reader,403", "guest,403"})
  void deletingIsForTheOwnerAndForWritersOfTheTenant(String client, int status) {
    Response response = bot.as(client).request().delete(operation.url());

    if (status == 204) {
      assertThat(response.statusCode()).isEqualTo(204);
      Refusal.of(404, bot.get(operation.url()));
    } else {
      operation.refuses(status, response);
    }
  }

  @ParameterizedTest(name = "{0} in the same tenant: {1}")
  @CsvSource({"bot,201", "bot-2,404", "media,201", "reader,403", "guest,403"})
  void startingAnOperationIsForTheOwnerOfTheCallAndForWritersOfTheTenant(
      String client, int status) {
    Response response = bot.as(client).request().body("{}").post(call + "/operations");

    if (status == 201) {
      assertThat(response.statusCode()).isEqualTo(201);
      assertThat(bot.get(response.header("Location")).asString()).isEqualTo(response.asString());
    } else {
      Refusal.of(status, response);
      assertThat(Json.object(bot.get(call + "/operations")).getJsonArray("value")).hasSize(1);
    }
  }

  @ParameterizedTest(name = "{0} in the same tenant: {1}")
  @CsvSource({"bot,204", "bot-2,404", "media,204", "reader,403", "guest,403"})
  void hangingUpIsForTheOwnerAndForWritersOfTheTenant(String client, int status) {
    Snapshot before = Snapshot.of(bot, call);

    Response response = bot.as(client).request().delete(call);

    if (status == 204) {
      assertThat(response.statusCode()).isEqualTo(204);
      assertThat(Snapshot.of(bot, call).json().getString("state")).isEqualTo("terminated");
    } else {
      before.refuses(status, response);
      operation.stillHolds();
    }
  }

  @ParameterizedTest(name = "{0} in the same tenant: {1}")
  @CsvSource({"bot,200", "bot-2,404", "media,200", "reader,403", "guest,403"})
  void updatingACallIsForTheOwnerAndForWritersOfTheTenant(String client, int status) {
    Snapshot before = Snapshot.of(bot, call);
    String patch = "{\"subject\":\"new\"}";

    Response response = bot.as(client).patch(call, patch);

    if (status == 200) {
      before.becomes(Json.with(before.json(), patch), response);
    } else {
      before.refuses(status, response);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"bot,201", "bot-2,201", "media,403", "reader,403", "guest,403"})
  void creatingACallNeedsAPermissionToInitiateOrJoin(String client, int status) {
    Response response = bot.as(client).request().body(CALL).post(bot.v1(CALLS));

    if (status == 201) {
      assertThat(response.statusCode()).isEqualTo(201);
    } else {
      Refusal.of(status, response);
      assertThat(Json.object(bot.get(bot.v1(CALLS))).getJsonArray("value")).hasSize(1);
    }
  }

  @ParameterizedTest(name = "{0}: {1} calls")
  @CsvSource({"bot,1", "bot-2,2", "media,3", "reader,3"})
  void listOfCallsShowsWhatTheCallerMayRead(String client, int calls) {
    bot.as("bot-2").newCall();
    bot.as("bot-2").newCall();

    assertThat(Json.object(bot.as(client).get(bot.v1(CALLS))).getJsonArray("value")).hasSize(calls);
  }

  @Test
  void listOfCallsIsForbiddenWithoutARole() {
    Refusal.of(403, bot.as("guest").get(bot.v1(CALLS)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bot", "bot-2", "media", "reader"})
  void nothingOfAnotherTenantIsVisible(String client) {
    Api stranger = bot.as(client).inTenant(Service.newTenant());
    boolean mayWrite = !client.equals("reader");

    Refusal.of(404, stranger.get(operation.url()));
    Refusal.of(404, stranger.get(call));
    Refusal.of(404, stranger.get(call + "/operations"));
    operation.refuses(mayWrite ? 404 : 403, stranger.patch(operation.url(), PATCH));
    operation.refuses(mayWrite ? 404 : 403, stranger.request().delete(operation.url()));
    operation.refuses(mayWrite ? 404 : 403, stranger.request().delete(call));
    operation.refuses(mayWrite ? 404 : 403, stranger.patch(call, "{}"));
    Refusal.of(mayWrite ? 404 : 403, stranger.request().body("{}").post(call + "/operations"));
    assertThat(Json.object(stranger.get(bot.v1(CALLS))).getJsonArray("value")).isEmpty();
  }

  @Test
  void operationOfAWriterBelongsToTheOwnerOfTheCall() {
    String url = bot.as("media").newOperation(call, "playPromptOperation");
    Snapshot started = Snapshot.of(bot, url);

    started.becomes(Json.with(started.json(), PATCH), bot.patch(url, PATCH));
    Refusal.of(404, bot.as("bot-2").get(url));
  }

  // ---- the development issuer

  @ParameterizedTest
  @ValueSource(strings = {"{guid}", "{GUID}", "common", "organizations"})
  void discoveryTellsWhereKeysAndTokensAre(String spelling) {
    String guid = Service.newTenant();
    String tenant =
        spelling.replace("{guid}", guid).replace("{GUID}", guid.toUpperCase(Locale.ROOT));
    String name = spelling.startsWith("{") ? guid : spelling;
    String issuer = spelling.startsWith("{") ? guid : "{tenantid}";

    Response response =
        given().get(bot.url() + "/" + tenant + "/v2.0/.well-known/openid-configuration");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.contentType()).startsWith("application/json");
    JsonObject configuration = Json.object(response);
    assertThat(configuration.getString("issuer")).isEqualTo(bot.url() + "/" + issuer + "/v2.0");
    assertThat(configuration.getString("jwks_uri"))
        .isEqualTo(bot.url() + "/" + name + "/discovery/v2.0/keys");
    assertThat(configuration.getString("token_endpoint"))
        .isEqualTo(bot.url() + "/" + name + "/oauth2/v2.0/token");
    assertThat(configuration.getJsonArray("id_token_signing_alg_values_supported")).isNotEmpty();
    assertThat(configuration.getJsonArray("subject_types_supported")).isNotEmpty();
    assertThat(configuration.getJsonArray("response_types_supported")).isNotEmpty();
  }

  @Test
  void keysArePublicOnlyAndSignEveryTenant() {
    JsonObject keys =
        Json.object(given().get(bot.url() + "/" + Service.newTenant() + "/discovery/v2.0/keys"));
    JsonObject key = keys.getJsonArray("keys").getJsonObject(0);
    JsonObject header =
        Json.object(
            new String(
                Base64.getUrlDecoder().decode(bot.token().split("\\.", -1)[0]),
                StandardCharsets.UTF_8));

    assertThat(key.getString("kty")).isEqualTo("RSA");
    assertThat(key.getString("use")).isEqualTo("sig");
    assertThat(key.keySet()).doesNotContain("d", "p", "q", "dp", "dq", "qi");
    assertThat(header.getString("kid")).isEqualTo(key.getString("kid"));
    assertThat(header.getString("alg")).isEqualTo("RS256");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bot | Calls.Initiate.All Calls.InitiateGroupCall.All Calls.AccessMedia.All",
        "bot-2 | Calls.Initiate.All Calls.InitiateGroupCall.All Calls.AccessMedia.All",
        "media | CommsOperation.ReadWrite.All",
        "reader | CommsOperation.Read.All",
        "guest |"
      })
  void tokenHoldsTheClaimsOfItsClient(String client, String roles) {
    JsonObject claims =
        Json.object(
            new String(
                Base64.getUrlDecoder().decode(Tokens.of(client, bot.tenant()).split("\\.", -1)[1]),
                StandardCharsets.UTF_8));

    assertThat(claims.getString("iss")).isEqualTo(bot.url() + "/" + bot.tenant() + "/v2.0");
    assertThat(claims.getString("tid")).isEqualTo(bot.tenant());
    assertThat(claims.getString("azp")).isEqualTo(client);
    assertThat(claims.getString("aud")).isEqualTo("api://switchboard");
    assertThat(claims.getInt("exp") - claims.getInt("iat")).isEqualTo(3600);
    if (roles == null) {
      assertThat(claims).doesNotContainKey("roles");
    } else {
      assertThat(claims.getJsonArray("roles").getValuesAs(jakarta.json.JsonString::getString))
          .containsExactlyInAnyOrder(roles.split(" ", -1));
    }
  }

  private Response token(String tenant, Map<String, String> form) {
    return given().formParams(form).post(bot.url() + "/" + tenant + "/oauth2/v2.0/token");
  }

  @Test
  void tokenAnswerIsAsOauthSays() {
    Response response =
        token(
            Service.newTenant(),
            Map.of(
                "grant_type", "client_credentials",
                "client_id", "bot",
                "client_secret", "development"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.contentType()).startsWith("application/json");
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    JsonObject body = Json.object(response);
    assertThat(body.keySet()).containsExactlyInAnyOrder("access_token", "token_type", "expires_in");
    assertThat(body.getString("token_type")).isEqualTo("Bearer");
    assertThat(body.getInt("expires_in")).isEqualTo(3600);
  }

  @Test
  void clientMayAuthenticateByBasic() {
    Response response =
        given()
            .auth()
            .preemptive()
            .basic("bot-2", "development")
            .formParam("grant_type", "client_credentials")
            .post(bot.url() + "/" + Service.newTenant() + "/oauth2/v2.0/token");

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void tenantInUpperCaseIsTheSameTenant() {
    Response response =
        token(
            bot.tenant().toUpperCase(Locale.ROOT),
            Map.of(
                "grant_type", "client_credentials",
                "client_id", "bot",
                "client_secret", "development"));

    assertThat(
            bot.anonymous()
                .header(
                    "Authorization", "Bearer " + Json.object(response).getString("access_token"))
                .get(operation.url())
                .asString())
        .isEqualTo(operation.text());
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
  @CsvSource({
    "client_credentials,bot,wrong,guid,401,invalid_client",
    "client_credentials,nobody,development,guid,401,invalid_client",
    "client_credentials,BOT,development,guid,401,invalid_client",
    "client_credentials,bot,,guid,401,invalid_client",
    "client_credentials,,development,guid,401,invalid_client",
    "password,bot,development,guid,400,unsupported_grant_type",
    "authorization_code,bot,development,guid,400,unsupported_grant_type",
    ",bot,development,guid,400,invalid_request",
    "client_credentials,bot,development,common,400,invalid_request"
  })
  void tokenRequestThatIsRefusedSaysWhyAsOauthSays(
      String grantType, String client, String secret, String tenant, int status, String error) {
    Map<String, String> form = new java.util.HashMap<>();
    put(form, "grant_type", grantType);
    put(form, "client_id", client);
    put(form, "client_secret", secret);

    Response response = token(tenant.equals("guid") ? Service.newTenant() : tenant, form);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.contentType()).startsWith("application/json");
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    JsonObject body = Json.object(response);
    assertThat(body.keySet()).containsExactlyInAnyOrder("error", "error_description");
    assertThat(body.getString("error")).isEqualTo(error);
    assertThat(body.getString("error_description")).isNotBlank();
    if (status == 401) {
      assertThat(response.header("WWW-Authenticate")).startsWith("Basic ");
    }
  }

  private static void put(Map<String, String> form, String name, String value) {
    if (value != null) {
      form.put(name, value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-guid", "11111111222233334444555555555555", "consumers"})
  void tenantThatIsNoGuidDoesNotExist(String tenant) {
    assertThat(
            given()
                .get(bot.url() + "/" + tenant + "/v2.0/.well-known/openid-configuration")
                .statusCode())
        .isEqualTo(404);
    assertThat(token(tenant, Map.of("grant_type", "client_credentials")).statusCode())
        .isEqualTo(404);
  }

  // ---- health

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready", "/health/started", "/health"})
  void healthAnswersWithoutAToken(String path) {
    for (Response response :
        List.of(
            given().get(bot.url() + path),
            given().header("Authorization", "Bearer garbage").get(bot.url() + path))) {
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.contentType()).startsWith("application/json");
      assertThat(Json.object(response).getString("status")).isEqualTo("UP");
      assertThat(Json.object(response).keySet()).containsExactly("status", "checks");
    }
  }

  @Test
  void readinessTellsEveryCheck() {
    assertThat(Json.object(given().get(bot.url() + "/health/ready")).getJsonArray("checks"))
        .isEqualTo(
            Json.object(
                    "{\"checks\":[{\"name\":\"issuer\",\"status\":\"UP\"},{\"name\":\"database\",\"status\":\"UP\"}]}")
                .getJsonArray("checks"));
  }
}
