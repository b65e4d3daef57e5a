package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.graph.models.CommsOperation;
import com.microsoft.graph.models.OperationStatus;
import com.microsoft.graph.models.PlayPromptOperation;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Receiver;
import dev.switchboard.support.Receiver.Answer;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What arrives at the bot and at the media platform, whatever they answer. */
class DeliveryContractIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TENANT = Service.newTenant();

  private static Receiver platform;
  private static SwitchboardProcess service;

  private final Receiver receiver = Receiver.plain();
  private final Api bot = new Api(service.baseUrl(), "bot", TENANT);
  private final Api media = bot.as("media");

  @BeforeAll
  static void start() {
    platform = Receiver.plain();
    service =
        SwitchboardProcess.development("delivery")
            .with("platform-endpoint", TENANT + "=" + platform.url("/platform"))
            .start();
  }

  @AfterAll
  static void stop() {
    service.close();
    platform.close();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private String newCall(Api who, String path) {
    return who.request()
        .body("{\"callbackUri\":\"%s\"}".formatted(receiver.url(path)))
        .post(who.v1("/communications/calls"))
        .then()
        .statusCode(201)
        .extract()
        .header("Location");
  }

  private static List<Receiver.Request> arrivals(Receiver where, String call, int least) {
    String path = call.replaceFirst(".*/v1.0", "");
    await("%d notifications of %s".formatted(least, path))
        .atMost(PATIENCE)
        .until(() -> of(where, path).size() >= least);
    return of(where, path);
  }

  private static List<Receiver.Request> of(Receiver where, String path) {
    return where.requests().stream().filter(request -> request.text().contains(path)).toList();
  }

  private static JsonObject notification(Receiver.Request request) {
    JsonObject envelope = Json.object(request.text());
    assertThat(envelope.getString("@odata.type")).isEqualTo("#microsoft.graph.commsNotifications");
    assertThat(envelope.getJsonArray("value")).hasSize(1);
    return envelope.getJsonArray("value").getJsonObject(0);
  }

  private static List<Integer> sequences(List<Receiver.Request> requests) {
    return requests.stream()
        .map(request -> notification(request).getInt("@switchboard.sequence"))
        .toList();
  }

  @Test
  void botIsToldOfTheEndOfAnOperationAsGraphTellsIt() throws Exception {
    String call = newCall(bot, "/calls?secret=1");
    String url = bot.newOperation(call, "playPromptOperation");
    media
        .patch(url, "{\"status\":\"Completed\",\"resultInfo\":{\"code\":200,\"subcode\":0}}")
        .then()
        .statusCode(200);
    String path = url.replaceFirst(".*/v1.0", "");

    Receiver.Request arrived = arrivals(receiver, call, 2).get(1);

    assertThat(arrived.method()).isEqualTo("POST");
    assertThat(arrived.target()).isEqualTo("/calls?secret=1");
    assertThat(arrived.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    JsonObject notification = notification(arrived);
    assertThat(notification.keySet())
        .containsExactly(
            "@odata.type",
            "@switchboard.sequence",
            "changeType",
            "resource",
            "resourceUrl",
            "resourceData");
    assertThat(notification.getString("@odata.type"))
        .isEqualTo("#microsoft.graph.commsNotification");
    assertThat(notification.getInt("@switchboard.sequence")).isEqualTo(2);
    assertThat(notification.getString("changeType")).isEqualTo("deleted");
    assertThat(notification.getString("resourceUrl")).isEqualTo(path);
    assertThat(notification.getString("resource"))
        .isEqualTo(path.replace("/communications/", "/app/"));
    JsonObject data = notification.getJsonObject("resourceData");
    assertThat(data.getString("@odata.type")).isEqualTo("#microsoft.graph.playPromptOperation");
    assertThat(data.getString("@odata.id")).isEqualTo(path);
    assertThat(data.getString("@odata.etag")).isEqualTo("W/\"2\"");
    assertThat(data.getString("status")).isEqualTo("Completed");

    // The SDK has no model of the envelope: what Graph sends is for the bot's own reader.
    CommsOperation read =
        new JsonParseNodeFactory()
            .getParseNode(
                "application/json",
                new ByteArrayInputStream(data.toString().getBytes(StandardCharsets.UTF_8)))
            .getObjectValue(CommsOperation::createFromDiscriminatorValue);
    assertThat(read).isInstanceOf(PlayPromptOperation.class);
    assertThat(read.getId()).isEqualTo(url.replaceFirst(".*/", ""));
    assertThat(read.getStatus()).isEqualTo(OperationStatus.Completed);
    assertThat(read.getResultInfo().getCode()).isEqualTo(200);
  }

  @Test
  void notificationShowsWhereItComesFrom() throws Exception {
    String call = newCall(bot, "/");

    Receiver.Request arrived = arrivals(receiver, call, 1).get(0);

    String id =
        Json.object(bot.get(call + "/notifications"))
            .getJsonArray("value")
            .getJsonObject(0)
            .getString("id");
    assertThat(arrived.header("X-Microsoft-Skype-Message-ID")).isEqualTo(id);
    assertThat(arrived.header("webhook-id")).isEqualTo(id);
    assertThat(arrived.header("webhook-signature")).contains("v1,").contains("v1a,");
    assertThat(arrived.header("Scenario-Id")).isEqualTo(call.replaceFirst(".*/", ""));
    JWTClaimsSet claims =
        SignedJWT.parse(arrived.header("Authorization").replaceFirst("^Bearer ", ""))
            .getJWTClaimsSet();
    assertThat(claims.getAudience()).containsExactly("bot");
    assertThat(claims.getStringClaim("tid")).isEqualTo(TENANT);
  }

  @Test
  void platformIsToldOfEveryChangeInItsOrder() {
    String call = newCall(bot, "/");
    String operation = bot.newOperation(call, "playPromptOperation");
    for (int i = 1; i <= 20; i++) {
      media
          .patch(operation, "{\"resultInfo\":{\"code\":100,\"subcode\":%d}}".formatted(i))
          .then()
          .statusCode(200);
    }

    List<Receiver.Request> arrived = arrivals(platform, call, 22);

    assertThat(sequences(arrived)).isEqualTo(IntStream.rangeClosed(1, 22).boxed().toList());
    assertThat(arrived).allMatch(request -> request.target().equals("/platform"));
    assertThat(
            arrived.stream()
                .skip(1)
                .map(each -> notification(each).getJsonObject("resourceData"))
                .map(data -> data.getString("@odata.etag")))
        .isEqualTo(IntStream.rangeClosed(1, 21).mapToObj("W/\"%d\""::formatted).toList());
  }

  @Test
  void platformIsToldWhatIsAskedOfIt() {
    String call = CallScene.in(bot, "established").url();

    bot.request()
        .body("{\"tones\":[\"tone1\"],\"clientContext\":\"c\"}")
        .post(call + "/sendDtmfTones")
        .then()
        .statusCode(200);

    List<Receiver.Request> arrived = arrivals(platform, call, 2);
    JsonObject action = notification(arrived.get(1)).getJsonObject("@switchboard.action");
    assertThat(action.getString("name")).isEqualTo("sendDtmfTones");
  }

  @Test
  void otherTenantHasNoPlatform() {
    Api elsewhere = bot.inTenant(Service.newTenant());
    String call = newCall(elsewhere, "/");

    arrivals(receiver, call, 1);

    assertThat(of(platform, call.replaceFirst(".*/v1.0", ""))).isEmpty();
  }

  @Test
  void whatWasRefusedIsSentAgainUnderTheSameIdAndInItsOrder() {
    receiver.then(Answer.status(500), Answer.status(503), Answer.status(202));
    String call = newCall(bot, "/");
    bot.request().delete(call).then().statusCode(204);

    List<Receiver.Request> arrived = arrivals(receiver, call, 4);

    assertThat(sequences(arrived)).startsWith(1, 1, 1, 2);
    Set<String> ids =
        arrived.stream()
            .limit(3)
            .map(request -> request.header("webhook-id"))
            .collect(Collectors.toSet());
    assertThat(ids).hasSize(1);
    assertThat(arrived.get(3).header("webhook-id")).isNotIn(ids);
  }

  @Test
  void whatIsGivenUpIsADeadLetterThatCanBeReadAndSentOnceMore() {
    receiver.then(Answer.status(410));
    String call = newCall(bot, "/");
    bot.request().delete(call).then().statusCode(204);
    arrivals(receiver, call, 2);
    await()
        .atMost(PATIENCE)
        .until(() -> read(call, "?$filter=deadLetterReason ne null").size() == 1);
    JsonObject dead = read(call, "?$filter=deadLetterReason ne null").get(0);
    assertThat(dead.getInt("sequence")).isEqualTo(1);
    assertThat(dead.getString("deadLetterReason")).isEqualTo("the endpoint is gone (410)");

    bot.request().post(call + "/notifications/1/redeliver").then().statusCode(202);

    List<Receiver.Request> arrived = arrivals(receiver, call, 3);
    assertThat(sequences(arrived)).containsExactly(1, 2, 1);
    assertThat(arrived.get(2).header("webhook-id")).isEqualTo(dead.getString("id"));
    await().atMost(PATIENCE).until(() -> read(call, "?$filter=deadLetterReason ne null").isEmpty());
  }

  private List<JsonObject> read(String call, String query) {
    return Json.object(bot.get(call + "/notifications" + query.replace(" ", "%20")))
        .getJsonArray("value")
        .getValuesAs(JsonObject.class);
  }

  @Test
  void whatHasArrivedCanBeSentOnceMoreToo() {
    String call = newCall(bot, "/");
    arrivals(receiver, call, 1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> bot.request().post(call + "/notifications/1/redeliver").then().statusCode(202));

    assertThat(sequences(arrivals(receiver, call, 2))).startsWith(1, 1);
  }

  @Test
  void onlyWhatWasSentIsSentOnceMore() {
    receiver.otherwise(Answer.status(503, "Retry-After: 3600"));
    String call = newCall(bot, "/");
    arrivals(receiver, call, 1);

    Refusal.of(409, bot.request().post(call + "/notifications/1/redeliver"));
    Refusal.of(404, bot.request().post(call + "/notifications/2/redeliver"));
    Refusal.of(404, bot.as("bot-2").request().post(call + "/notifications/1/redeliver"));
    Refusal.of(403, bot.as("reader").request().post(call + "/notifications/1/redeliver"));
    Refusal.of(404, media.request().post(call + "/notifications/9/redeliver"));
    Refusal.of(
        404, bot.inTenant(Service.newTenant()).request().post(call + "/notifications/1/redeliver"));
    assertThat(of(receiver, call.replaceFirst(".*/v1.0", ""))).hasSize(1);
  }

  @Test
  void platformCanReadWhichEndpointsAreInTrouble() {
    receiver.otherwise(Answer.status(503, "Retry-After: 3600"));
    newCall(bot, "/secret");
    String endpoint = "localhost:" + receiver.port();
    await().atMost(PATIENCE).until(() -> troubles(media).containsKey(endpoint));

    JsonObject trouble = troubles(media).get(endpoint);
    assertThat(trouble.getInt("failingCalls")).isEqualTo(1);
    assertThat(trouble.getInt("failedAttempts")).isEqualTo(1);
    assertThat(trouble.getString("failure")).isEqualTo("it was answered with 503");
    assertThat(Instant.parse(trouble.getString("nextAttemptDateTime")))
        .isAfter(Instant.now().plus(Duration.ofMinutes(50)));
    assertThat(troubles(media.inTenant(Service.newTenant()))).isEmpty();
    Refusal.of(403, bot.get(bot.v1("/communications/notificationEndpoints")));
  }

  private static Map<String, JsonObject> troubles(Api who) {
    return Json.object(who.get(who.v1("/communications/notificationEndpoints")))
        .getJsonArray("value")
        .getValuesAs(JsonObject.class)
        .stream()
        .collect(Collectors.toMap(each -> each.getString("endpoint"), each -> each));
  }

  @Test
  void platformHasKeysOfItsOwn() {
    JsonArray ofTheBot = keys(bot);

    assertThat(keys(media)).isNotEqualTo(ofTheBot);
    assertThat(keys(media.inTenant(Service.newTenant()))).isNotEqualTo(keys(media));
  }

  private static JsonArray keys(Api who) {
    return Json.object(who.get(who.v1("/communications/notificationKeys"))).getJsonArray("value");
  }

  @Test
  void notificationsGoWhereTheCallSaysNow() {
    receiver.otherwise(Answer.status(500));
    String call = newCall(bot, "/before");
    arrivals(receiver, call, 1);
    try (Receiver other = Receiver.plain()) {
      media
          .patch(call, "{\"callbackUri\":\"%s\"}".formatted(other.url("/after")))
          .then()
          .statusCode(200);

      assertThat(sequences(arrivals(other, call, 1))).startsWith(1);
    }
  }

  @Test
  void endpointThatDoesNotAnswerHoldsNobodyElseUp() {
    receiver.otherwise(Answer.silence());
    List<String> dead = IntStream.range(0, 20).mapToObj(i -> newCall(bot, "/" + i)).toList();
    arrivals(receiver, dead.get(0), 1);
    try (Receiver healthy = Receiver.plain()) {
      String call =
          bot.request()
              .body("{\"callbackUri\":\"%s\"}".formatted(healthy.url("/")))
              .post(bot.v1("/communications/calls"))
              .then()
              .statusCode(201)
              .extract()
              .header("Location");

      arrivals(healthy, call, 1);

      // Of nothing is known yet that it answers: so few are tried at once.
      assertThat(receiver.openConnections()).isBetween(1, 2);
    }
  }
}
