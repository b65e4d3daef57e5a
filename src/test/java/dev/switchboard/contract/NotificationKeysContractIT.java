package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What receivers of notifications verify them with: public keys for everybody, secrets each its
 * own.
 */
class NotificationKeysContractIT {

  private static final String PATH = "/communications/notificationKeys";
  private static final String AS_GRAPH = "/v1/.well-known/OpenIdConfiguration";
  private static final String AS_OPENID = "/.well-known/openid-configuration";
  private static final String KEYS = "/v1/.well-known/keys";

  private final Api bot = Api.bot();

  private Response get(String path) {
    return bot.anonymous().get(bot.url() + path);
  }

  private static List<JsonObject> objects(Response response, String member) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return Json.object(response).getJsonArray(member).getValuesAs(JsonObject.class);
  }

  private static List<JsonObject> keysOf(Api caller) {
    return objects(caller.get(caller.v1(PATH)), "value");
  }

  private static List<JsonObject> ofScheme(String scheme, List<JsonObject> keys) {
    return keys.stream().filter(key -> key.getString("scheme").equals(scheme)).toList();
  }

  private static Set<String> secretsOf(Api caller) {
    return ofScheme("v1", keysOf(caller)).stream()
        .map(key -> key.getString("key"))
        .collect(Collectors.toSet());
  }

  // ---- for everybody

  @ParameterizedTest
  @ValueSource(strings = {AS_GRAPH, AS_OPENID})
  void discoveryLeadsToTheKeys(String path) {
    Response response = get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.contentType()).startsWith("application/json");
    assertThat(response.headers().getValues("Cache-Control"))
        .containsExactly("public, max-age=3600");
    JsonObject configuration = Json.object(response);
    assertThat(configuration.getString("issuer")).isEqualTo(bot.url());
    assertThat(configuration.getString("jwks_uri")).isEqualTo(bot.url() + KEYS);
    assertThat(
            configuration
                .getJsonArray("id_token_signing_alg_values_supported")
                .getValuesAs(jakarta.json.JsonString::getString))
        .containsExactly("RS256");
  }

  @Test
  void keysArePublicOnly() {
    Response response = get(KEYS);

    assertThat(response.contentType()).startsWith("application/json");
    assertThat(response.headers().getValues("Cache-Control"))
        .containsExactly("public, max-age=3600");
    List<JsonObject> keys = objects(response, "keys");
    assertThat(keys)
        .allSatisfy(
            key -> {
              assertThat(key.getString("use")).isEqualTo("sig");
              assertThat(key.getString("kid")).isNotBlank();
              assertThat(key.keySet()).doesNotContain("d", "p", "q", "dp", "dq", "qi", "k", "oth");
            });
    assertThat(keys.stream().map(key -> key.getString("kty") + " " + key.getString("alg")))
        .contains("RSA RS256", "OKP EdDSA");
    assertThat(keys.stream().map(key -> key.getString("kid"))).doesNotHaveDuplicates();
    assertThat(get(KEYS).asString()).as("they are kept").isEqualTo(response.asString());
  }

  @ParameterizedTest
  @ValueSource(strings = {AS_GRAPH, AS_OPENID, KEYS})
  void whatIsOpenIsOnlyRead(String path) {
    Refusal.of(405, bot.request().body("{}").post(bot.url() + path));
    assertThat(bot.anonymous().header("Authorization", "Bearer x").get(bot.url() + path).asString())
        .as("a token is not looked at")
        .isEqualTo(get(path).asString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/.well-known",
        "/v1/.well-known/",
        "/v1/.well-known/jwks",
        "/.well-known",
        "/.well-known/keys",
        "/v1",
        "/v1/communications/notificationKeys"
      })
  void nothingElseIsThere(String path) {
    Refusal.of(404, get(path));
  }

  // ---- for one application

  @Test
  void callerIsToldItsSecretsAndThePublicKeys() {
    Response response = bot.get(bot.v1(PATH));

    assertThat(response.headers().getValues("Cache-Control")).containsExactly("no-store");
    assertThat(response.header("OData-Version")).isEqualTo("4.0");
    assertThat(response.contentType()).startsWith("application/json;odata.metadata=minimal");
    assertThat(Json.object(response).keySet()).containsExactly("@odata.context", "value");
    assertThat(Json.object(response).getString("@odata.context"))
        .isEqualTo(bot.v1("/$metadata#Collection(Edm.ComplexType)"));
    List<JsonObject> keys = objects(response, "value");
    assertThat(keys)
        .allSatisfy(
            key -> {
              assertThat(key.keySet())
                  .containsExactly("keyId", "scheme", "key", "startDateTime", "endDateTime");
              assertThat(Instant.parse(key.getString("startDateTime")))
                  .isBefore(Instant.now().plusSeconds(60));
              assertThat(key.get("endDateTime")).isEqualTo(JsonValue.NULL);
            });
    assertThat(ofScheme("v1", keys))
        .singleElement()
        .satisfies(key -> assertThat(key.getString("key")).matches("whsec_[A-Za-z0-9+/]{43}="));
    assertThat(ofScheme("v1a", keys)).hasSize(1);
    assertThat(bot.get(bot.v1(PATH)).asString()).isEqualTo(response.asString());
    assertThat(objects(bot.get(bot.url() + "/beta" + PATH), "value")).isEqualTo(keys);
  }

  @Test
  void publicKeysAreTheSameInBothPlaces() {
    Stream<String> published =
        objects(get(KEYS), "keys").stream()
            .filter(key -> key.getString("kty").equals("OKP"))
            .map(
                key ->
                    key.getString("kid")
                        + " whpk_"
                        + Base64.getEncoder()
                            .encodeToString(Base64.getUrlDecoder().decode(key.getString("x"))));

    assertThat(
            ofScheme("v1a", keysOf(bot)).stream()
                .map(key -> key.getString("keyId") + " " + key.getString("key")))
        .containsExactlyInAnyOrderElementsOf(published.toList());
  }

  @Test
  void nobodyIsToldTheSecretOfAnother() {
    Set<String> own = secretsOf(bot);

    assertThat(own).isNotEmpty();
    for (Api other :
        List.of(
            bot.as("bot-2"),
            bot.as("media"),
            bot.inTenant(Service.newTenant()),
            bot.as("bot-2").inTenant(Service.newTenant()))) {
      String all = other.get(other.v1(PATH)).asString();
      assertThat(all).contains("whsec_");
      own.forEach(secret -> assertThat(all).doesNotContain(secret));
    }
    assertThat(secretsOf(bot)).isEqualTo(own);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"bot,200", "bot-2,200", "media,200", "reader,403", "guest,403"})
  void keysAreForWhoeverIsNotified(String client, int status) {
    Response response = bot.as(client).get(bot.v1(PATH));

    if (status == 200) {
      assertThat(response.statusCode()).isEqualTo(200);
    } else {
      Refusal.of(status, response);
      assertThat(response.header("WWW-Authenticate")).contains("insufficient_scope", "Calls.*");
    }
  }

  @Test
  void requestThatCannotBeHonouredIsRefusedAsEverywhere() {
    Refusal.of(401, bot.anonymous().get(bot.v1(PATH)));
    Refusal.of(401, bot.anonymous().get(bot.v1(PATH + "/x")));
    Refusal.of(404, bot.get(bot.v1(PATH + "/x")));
    Refusal.of(405, bot.request().body("{}").post(bot.v1(PATH)));
    Refusal.of(405, bot.patch(bot.v1(PATH), "{}"));
    Refusal.of(405, bot.request().delete(bot.v1(PATH)));
    Refusal.of(406, bot.request().header("Accept", "text/plain").get(bot.v1(PATH)));
    Refusal.of(501, bot.get(bot.v1(PATH + "?$select=key"))).about("$select");
  }

  @Test
  void withoutMetadataThereIsNoContext() {
    Response response = bot.get(bot.v1(PATH + "?$format=application/json;odata.metadata=none"));

    assertThat(Json.object(response).keySet()).containsExactly("value");
    assertThat(objects(response, "value")).isEqualTo(keysOf(bot));
  }

  @Test
  void batchTellsTheSame() {
    Response response =
        bot.request()
            .body(
                "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"%s\"}]}".formatted(PATH))
            .post(bot.v1("/$batch"));

    assertThat(response.headers().getValues("Cache-Control")).containsExactly("no-store");
    assertThat(objects(response, "responses").get(0).getJsonObject("body"))
        .isEqualTo(Json.object(bot.get(bot.v1(PATH))));
  }

  // ---- over time

  @Test
  void keysOutliveTheProcessAndAreNeverLogged() {
    String tenant = Service.newTenant();
    List<JsonObject> before;
    String published;
    String said;
    try (SwitchboardProcess service =
        SwitchboardProcess.development("notification-keys")
            .with("callback-issuer", "https://api.botframework.com")
            .start()) {
      before = keysOf(new Api(service.baseUrl(), "bot", tenant));
      published = bot.anonymous().get(service.baseUrl() + KEYS).asString();
      assertThat(Json.object(bot.anonymous().get(service.baseUrl() + AS_GRAPH)).getString("issuer"))
          .isEqualTo("https://api.botframework.com");
      said = service.log();
      service.kill();
    }
    try (SwitchboardProcess service = SwitchboardProcess.development("notification-keys").start()) {
      assertThat(keysOf(new Api(service.baseUrl(), "bot", tenant))).isEqualTo(before);
      assertThat(bot.anonymous().get(service.baseUrl() + KEYS).asString()).isEqualTo(published);
      said += service.log();
    }
    assertThat(ofScheme("v1", before)).hasSize(1);
    assertThat(said)
        .isNotBlank()
        .doesNotContain("whsec_")
        .doesNotContain(ofScheme("v1", before).get(0).getString("key").substring(6));
  }
}
