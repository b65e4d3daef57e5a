package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.AtOnce;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Snapshot;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is told of the changes of a call, read at {@code /communications/calls/{id}/notifications}.
 */
class CallNotificationsContractIT {

  private static final String PROMPTS =
      "{\"clientContext\":\"c\",\"prompts\":[{\"@odata.type\":\"#microsoft.graph.mediaPrompt\","
          + "\"mediaInfo\":{\"uri\":\"https://bot.example/p.wav\"}}]}";

  private final Api bot = Api.bot();
  private final Api media = bot.as("media");
  private final Snapshot call = CallScene.in(bot, "established");

  private List<JsonObject> read(Api who) {
    return read(who, "");
  }

  private List<JsonObject> read(Api who, String query) {
    Response response = who.get(call.url() + "/notifications" + query);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return Json.object(response).getJsonArray("value").getValuesAs(JsonObject.class);
  }

  /** What happened to what, in the order in which it is told. */
  private List<String> told(Api who) {
    return read(who).stream()
        .map(
            notification -> {
              JsonObject data = notification.getJsonObject("resourceData");
              return "%s %s %s %s"
                  .formatted(
                      notification.getString("changeType"),
                      data.getString("@odata.type").replace("#microsoft.graph.", ""),
                      data.containsKey("status")
                          ? data.getString("status")
                          : data.getString("state"),
                      data.getString("@odata.etag"));
            })
        .toList();
  }

  private Response act(String action, String body) {
    return bot.request().body(body).post(call.url() + "/" + action);
  }

  @Test
  void platformHearsOfEveryChangeAndTheBotOfTheEnd() {
    String operation = bot.newOperation(call.url(), "playPromptOperation");
    media.patch(operation, "{\"status\":\"Running\"}").then().statusCode(200);
    media.patch(operation, "{\"resultInfo\":{\"code\":100,\"subcode\":0}}").then().statusCode(200);
    media.patch(operation, "{\"status\":\"Completed\"}").then().statusCode(200);

    assertThat(told(media))
        .containsExactly(
            "created call established W/\"1\"",
            "created playPromptOperation NotStarted W/\"1\"",
            "updated playPromptOperation Running W/\"2\"",
            "updated playPromptOperation Running W/\"3\"",
            "deleted playPromptOperation Completed W/\"4\"");
    assertThat(told(bot))
        .containsExactly(
            "updated call established W/\"1\"", "deleted playPromptOperation Completed W/\"4\"");
  }

  @Test
  void notificationIsTheResourceAsItIsRead() {
    String url = bot.newOperation(call.url(), "recordOperation");
    media
        .patch(url, "{\"status\":\"Completed\",\"recordingLocation\":\"https://r.example/1\"}")
        .then()
        .statusCode(200);
    String path = url.replaceFirst(".*/v1.0", "");

    JsonObject notification = read(bot).get(1);

    assertThat(notification.keySet())
        .containsExactly(
            "@odata.type",
            "@odata.etag",
            "id",
            "sequence",
            "changeType",
            "resource",
            "resourceUrl",
            "resourceData",
            "action",
            "deadLetterReason");
    assertThat(notification.getString("@odata.type"))
        .isEqualTo("#microsoft.graph.callNotification");
    assertThat(notification.getString("resourceUrl")).isEqualTo(path);
    assertThat(notification.getString("resource"))
        .isEqualTo(path.replace("/communications/", "/app/"));
    JsonObject data = notification.getJsonObject("resourceData");
    assertThat(data.getString("@odata.id")).isEqualTo(path);
    assertThat(Json.without(data, "@odata.id"))
        .isEqualTo(Json.without(Snapshot.of(bot, url).json(), "@odata.context"));
  }

  @Test
  void changeOfNothingIsNotTold() {
    String operation = bot.newOperation(call.url(), "playPromptOperation");
    List<String> before = told(media);

    media.patch(operation, "{}").then().statusCode(200);
    media.patch(operation, "{\"status\":\"NotStarted\"}").then().statusCode(200);
    media.patch(call.url(), "{\"state\":\"established\"}").then().statusCode(200);
    Refusal.of(400, media.patch(operation, "{\"status\":7}"));
    Refusal.of(412, media.request().header("If-Match", "W/\"9\"").body("{}").patch(operation));

    assertThat(told(media)).isEqualTo(before);
  }

  @Test
  void endOfTheCallIsToldAfterTheEndOfItsOperations() {
    bot.newOperation(call.url(), "playPromptOperation");
    bot.newOperation(call.url(), "recordOperation");

    bot.request().delete(call.url()).then().statusCode(204);

    assertThat(told(bot))
        .containsExactly(
            "updated call established W/\"1\"",
            "deleted playPromptOperation Failed W/\"2\"",
            "deleted recordOperation Failed W/\"2\"",
            "deleted call terminated W/\"2\"");
    assertThat(told(media)).hasSize(6).endsWith("deleted call terminated W/\"2\"");
  }

  @Test
  void callThatComesInIsToldAsNew() {
    Snapshot incoming = CallScene.in(bot, "incoming");

    JsonObject first =
        Json.object(bot.get(incoming.url() + "/notifications"))
            .getJsonArray("value")
            .getJsonObject(0);

    assertThat(first.getString("changeType")).isEqualTo("created");
    assertThat(first.getJsonObject("resourceData").getString("state")).isEqualTo("incoming");
  }

  @Test
  void actionTellsThePlatformWhatToDo() {
    act("playPrompt", PROMPTS).then().statusCode(200);
    act("changeScreenSharingRole", "{\"role\":\"sharer\"}").then().statusCode(202);
    act("transfer", "{\"transferTarget\":{\"identity\":{\"user\":{\"id\":\"u\"}}}}")
        .then()
        .statusCode(202);

    List<JsonObject> told = read(media);

    assertThat(told(media))
        .containsExactly(
            "created call established W/\"1\"",
            "created playPromptOperation Running W/\"1\"",
            "updated call established W/\"1\"",
            "updated call transferring W/\"2\"");
    assertThat(told.get(0).isNull("action")).isTrue();
    JsonObject play = told.get(1).getJsonObject("action");
    assertThat(play.getString("name")).isEqualTo("playPrompt");
    assertThat(play.getJsonObject("parameters")).isEqualTo(Json.object(PROMPTS));
    assertThat(told.get(2).getJsonObject("action").getJsonObject("parameters").getString("role"))
        .isEqualTo("sharer");
    assertThat(told.get(3).getJsonObject("action").getString("name")).isEqualTo("transfer");
    assertThat(told(bot))
        .containsExactly("updated call established W/\"1\"", "updated call transferring W/\"2\"");
  }

  @Test
  void cancelledMediaIsTold() {
    act("playPrompt", PROMPTS).then().statusCode(200);
    act("cancelMediaProcessing", "{}").then().statusCode(200);

    assertThat(told(bot))
        .containsExactly(
            "updated call established W/\"1\"", "deleted playPromptOperation Failed W/\"2\"");
    assertThat(told(media))
        .containsExactly(
            "created call established W/\"1\"",
            "created playPromptOperation Running W/\"1\"",
            "created cancelMediaProcessingOperation Completed W/\"1\"",
            "deleted playPromptOperation Failed W/\"2\"");
  }

  @ParameterizedTest(name = "{0}: {1} more to the bot")
  @CsvSource({"Running,1", "Completed,0"})
  void operationThatIsRemovedIsToldUnlessItHasEndedBefore(String status, int more) {
    String operation = bot.newOperation(call.url(), "playPromptOperation");
    media.patch(operation, "{\"status\":\"%s\"}".formatted(status)).then().statusCode(200);
    int before = read(bot).size();

    bot.request().delete(operation).then().statusCode(204);

    assertThat(read(bot)).hasSize(before + more);
    assertThat(told(media))
        .last()
        .isEqualTo("deleted playPromptOperation %s W/\"2\"".formatted(status));
  }

  @Test
  void numbersOfManyWritersAreGaplessAndInTheOrderOfTheVersions() throws Exception {
    List<String> operations =
        IntStream.range(0, 4)
            .mapToObj(i -> bot.newOperation(call.url(), "playPromptOperation"))
            .toList();
    for (int round = 0; round < 5; round++) {
      List<Callable<Response>> requests = new ArrayList<>();
      for (String operation : operations) {
        for (String member : List.of("a", "b")) {
          String patch = "{\"%s\":%d}".formatted(member, round);
          requests.add(() -> media.patch(operation, patch));
        }
      }
      assertThat(AtOnce.send(requests)).allMatch(answer -> answer.statusCode() == 200);
    }
    List<Callable<Response>> ends = new ArrayList<>();
    operations.forEach(
        operation -> ends.add(() -> media.patch(operation, "{\"status\":\"Completed\"}")));
    ends.add(() -> bot.request().delete(call.url()));
    AtOnce.send(ends);

    for (Api who : List.of(bot, media)) {
      List<JsonObject> all = read(who);
      assertThat(all.stream().map(each -> each.getInt("sequence")))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, all.size()).boxed().toList());
      Set<String> ids = new HashSet<>();
      all.forEach(each -> assertThat(ids.add(each.getString("id"))).isTrue());
    }
    // 4 operations: each created, changed 10 times and ended; the call: created and ended.
    assertThat(read(media)).hasSize(4 * 12 + 2);
    for (String operation : operations) {
      assertThat(
              read(media).stream()
                  .map(each -> each.getJsonObject("resourceData"))
                  .filter(data -> operation.endsWith(data.getString("@odata.id")))
                  .map(data -> data.getString("@odata.etag")))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 12).mapToObj("W/\"%d\""::formatted).toList());
    }
  }

  @Test
  void atomicityGroupIsToldAsAWholeOrNotAtAll() {
    String first = bot.newOperation(call.url(), "playPromptOperation").replaceFirst(".*/v1.0", "");
    String second = bot.newOperation(call.url(), "playPromptOperation").replaceFirst(".*/v1.0", "");
    int before = read(media).size();

    batch(first, "{\"status\":\"Running\"}", second, "{\"status\":7}");
    assertThat(read(media)).hasSize(before);
    batch(first, "{\"status\":\"Completed\"}", second, "{\"status\":\"Running\"}");

    assertThat(told(media).subList(before, before + 2))
        .containsExactly(
            "deleted playPromptOperation Completed W/\"2\"",
            "updated playPromptOperation Running W/\"2\"");
  }

  private void batch(String first, String firstBody, String second, String secondBody) {
    bot.request()
        .body(
            """
            {"requests":[
             {"id":"1","atomicityGroup":"g","method":"PATCH","url":"%s",
              "headers":{"Content-Type":"application/json"},"body":%s},
             {"id":"2","atomicityGroup":"g","method":"PATCH","url":"%s",
              "headers":{"Content-Type":"application/json"},"body":%s}]}
            """
                .formatted(first, firstBody, second, secondBody))
        .post(bot.v1("/$batch"))
        .then()
        .statusCode(200);
  }

  // ---- queries

  @Test
  void listGoesOnBehindANumber() {
    for (int i = 0; i < 4; i++) {
      bot.newOperation(call.url(), "playPromptOperation");
    }

    assertThat(read(media, "?$filter=sequence gt 3".replace(" ", "%20")))
        .extracting(each -> each.getInt("sequence"))
        .containsExactly(4, 5);
    assertThat(read(media, "?$filter=sequence gt 5".replace(" ", "%20"))).isEmpty();
    assertThat(read(media, "?$orderby=sequence%20desc&$top=2&$select=sequence"))
        .extracting(each -> each.getInt("sequence"))
        .containsExactly(5, 4);
    assertThat(read(media, "?$filter=changeType%20eq%20'created'%20and%20sequence%20le%202"))
        .hasSize(2);
    assertThat(media.get(call.url() + "/notifications/$count").asString()).isEqualTo("5");
    assertThat(
            Json.object(media.get(call.url() + "/notifications?$count=true&$top=1"))
                .getInt("@odata.count"))
        .isEqualTo(5);
  }

  @Test
  void pagesFollowTheNumbers() {
    for (int i = 0; i < 7; i++) {
      bot.newOperation(call.url(), "playPromptOperation");
    }
    List<Integer> seen = new ArrayList<>();
    String next = call.url() + "/notifications";
    while (next != null) {
      Response page = media.request().header("Prefer", "odata.maxpagesize=3").get(next);
      JsonObject body = Json.object(page);
      for (JsonValue each : body.getJsonArray("value")) {
        seen.add(each.asJsonObject().getInt("sequence"));
      }
      next = body.getString("@odata.nextLink", null);
    }

    assertThat(seen).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  // ---- permissions and refusals

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"bot,200", "bot-2,404", "media,200", "reader,200", "guest,403"})
  void notificationsAreForTheOwnerAndForReadersOfTheTenant(String client, int status) {
    Response response = bot.as(client).get(call.url() + "/notifications");

    if (status == 200) {
      assertThat(response.statusCode()).isEqualTo(200);
    } else {
      Refusal.of(status, response);
    }
  }

  @Test
  void anotherTenantFindsNothing() {
    Refusal.of(
        404,
        media.inTenant("b0000000-0000-4000-8000-000000000001").get(call.url() + "/notifications"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "PUT", "DELETE"})
  void notificationsAreRead(String method) {
    Refusal.of(405, bot.request().request(method, call.url() + "/notifications"));
  }
}
