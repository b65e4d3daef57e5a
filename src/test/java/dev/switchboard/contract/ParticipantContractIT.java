package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.AtOnce;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Snapshot;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The participants of a call: {@code /communications/calls/{id}/participants}. */
class ParticipantContractIT {

  private static final String STREAM =
      "{\"direction\":\"sendReceive\",\"label\":null,\"mediaType\":\"audio\","
          + "\"serverMuted\":false,\"sourceId\":\"1\"}";

  private final Api bot = Api.bot();
  private final ParticipantScene scene = ParticipantScene.in(bot, "established");
  private final Api media = scene.media();

  // ---- reading and adding

  @Test
  void addedParticipantIsAnsweredAndRead() {
    Response response =
        scene.add(
            media,
            "\"isMuted\":true,\"mediaStreams\":[%s],\"metadata\":\"m\",".formatted(STREAM)
                + "\"recordingInfo\":{\"recordingStatus\":\"recording\"},\"id\":\"mine\","
                + "\"restrictedExperience\":{\"videoDisabled\":\"watermarkProtection\"}");

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    assertThat(response.header("ETag")).isEqualTo("W/\"1\"");
    JsonObject participant = Json.object(response);
    assertThat(participant.keySet())
        .containsExactly(
            "@odata.context",
            "@odata.type",
            "@odata.etag",
            "id",
            "info",
            "isInLobby",
            "isMuted",
            "mediaStreams",
            "metadata",
            "recordingInfo",
            "removedState",
            "restrictedExperience",
            "rosterSequenceNumber");
    String call = ParticipantScene.id(scene.call().url());
    assertThat(participant.getString("@odata.context"))
        .isEqualTo(
            bot.v1("/$metadata#communications/calls('%s')/participants/$entity".formatted(call)));
    assertThat(participant.getString("@odata.type")).isEqualTo("#microsoft.graph.participant");
    assertThat(participant.getString("id")).isNotEqualTo("mine");
    assertThat(response.header("Location"))
        .isEqualTo(scene.url() + "/" + participant.getString("id"));
    assertThat(participant.getJsonObject("info"))
        .isEqualTo(Json.object("{%s}".formatted(ParticipantScene.INFO)).getJsonObject("info"));
    assertThat(participant.getBoolean("isMuted")).isTrue();
    assertThat(participant.getBoolean("isInLobby")).isFalse();
    assertThat(participant.getJsonArray("mediaStreams")).containsExactly(Json.object(STREAM));
    assertThat(participant.getInt("rosterSequenceNumber")).isEqualTo(1);
    assertThat(participant.isNull("removedState")).isTrue();

    Response read = bot.get(response.header("Location"));
    assertThat(read.asString()).isEqualTo(response.asString());
    assertThat(read.header("ETag")).isEqualTo("W/\"1\"");
    assertThat(
            bot.request()
                .header("If-None-Match", "W/\"1\"")
                .get(response.header("Location"))
                .statusCode())
        .isEqualTo(304);
  }

  @Test
  void clientThatPrefersNoContentGetsTheAddress() {
    Response response =
        media
            .request()
            .header("Prefer", "return=minimal")
            .body("{%s}".formatted(ParticipantScene.INFO))
            .post(scene.url());

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.header("OData-EntityId")).isEqualTo(response.header("Location"));
    assertThat(bot.get(response.header("Location")).statusCode()).isEqualTo(200);
  }

  @Test
  void participantsAreListedCountedFilteredAndOrdered() {
    String first = scene.added("\"isMuted\":true");
    String second = scene.added("\"isInLobby\":true");
    String third = scene.added("");

    assertThat(ids("")).containsExactly(id(first), id(second), id(third));
    assertThat(ids("?$filter=isMuted")).containsExactly(id(first));
    assertThat(ids("?$filter=not isMuted and isInLobby eq false")).containsExactly(id(third));
    assertThat(ids("?$filter=isInLobby ne true")).containsExactly(id(first), id(third));
    assertThat(ids("?$filter=id eq '%s'".formatted(id(second)))).containsExactly(id(second));
    assertThat(ids("?$orderby=isMuted desc,id desc"))
        .containsExactly(id(first), id(third), id(second));
    assertThat(bot.get(scene.url() + "/$count").asString()).isEqualTo("3");
    assertThat(bot.get(scene.url() + "/$count?$filter=isMuted").asString()).isEqualTo("1");
    assertThat(Json.object(bot.get(scene.url() + "?$count=true&$top=1")).getInt("@odata.count"))
        .isEqualTo(3);
    assertThat(Json.object(bot.get(scene.url() + "?$select=isMuted&$top=1")).getJsonArray("value"))
        .first()
        .satisfies(value -> assertThat(value.asJsonObject().keySet()).doesNotContain("info"));
  }

  private List<String> ids(String query) {
    Response response = bot.get(scene.url() + query.replace(" ", "%20"));
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return response.jsonPath().getList("value.id", String.class);
  }

  private static String id(String url) {
    return ParticipantScene.id(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "isMuted", "isMuted desc,isInLobby"})
  void pagesHoldEachParticipantOnce(String orderby) {
    List<String> added = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      added.add(id(scene.added("\"isMuted\":%s,\"isInLobby\":%s".formatted(i % 2 == 0, i > 3))));
    }
    List<String> seen = new ArrayList<>();
    String next =
        scene.url() + (orderby.isEmpty() ? "" : "?$orderby=" + orderby.replace(" ", "%20"));
    while (next != null) {
      JsonObject page =
          Json.object(bot.request().header("Prefer", "odata.maxpagesize=2").get(next));
      page.getJsonArray("value").forEach(each -> seen.add(each.asJsonObject().getString("id")));
      next = page.getString("@odata.nextLink", null);
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(added);
  }

  @ParameterizedTest
  @CsvSource({
    "$filter=rosterSequenceNumber eq 1,501",
    "$filter=metadata eq 'm',501",
    "$orderby=metadata,501",
    "$filter=isMuted eq isInLobby,501",
    "$filter=isMuted eq 'true',400",
    "$filter=colour eq 1,400",
    "$search=x,501",
    "$expand=operations,400"
  })
  void whatCannotBeAskedIsRefused(String query, int status) {
    Refusal.of(status, bot.get(scene.url() + "?" + query.replace(" ", "%20")));
  }

  @Test
  void callIsReadWithItsParticipants() {
    String participant = scene.added("\"isMuted\":true");
    scene.added("");
    bot.newOperation(scene.call().url(), "playPromptOperation");

    JsonObject call =
        Json.object(
            bot.get(scene.call().url() + "?$expand=participants($filter=isMuted;$select=id)"));

    assertThat(call.getJsonArray("participants")).hasSize(1);
    assertThat(call.getJsonArray("participants").getJsonObject(0).getString("id"))
        .isEqualTo(id(participant));
    assertThat(call.containsKey("operations")).isFalse();
    assertThat(
            Json.object(bot.get(bot.v1("/communications/calls?$expand=participants")))
                .getJsonArray("value")
                .getJsonObject(0)
                .getJsonArray("participants"))
        .hasSize(2);
    for (String more : List.of("*", "operations,participants")) {
      Refusal.of(501, bot.get(scene.call().url() + "?$expand=" + more)).about("$expand");
    }
  }

  @Test
  void propertyOfAParticipantIsRead() {
    String participant = scene.added("\"isMuted\":true");

    assertThat(Json.object(bot.get(participant + "/isMuted")).getBoolean("value")).isTrue();
    assertThat(bot.get(participant + "/isMuted/$value").asString()).isEqualTo("true");
    assertThat(bot.get(participant + "/rosterSequenceNumber/$value").asString()).isEqualTo("1");
    assertThat(bot.get(participant + "/info/region/$value").asString()).isEqualTo("amer");
    assertThat(bot.get(participant + "/removedState").statusCode()).isEqualTo(204);
    Refusal.of(404, bot.get(participant + "/colour"));
    Refusal.of(405, bot.patch(participant + "/isMuted", "{\"value\":false}"));
  }

  @Test
  void keysHaveAllTheirSpellings() {
    String participant = scene.added("");
    String plain = scene.url() + "/" + id(participant).replace("-", "").toUpperCase(Locale.ROOT);

    assertThat(bot.get(plain).asString()).isEqualTo(bot.get(participant).asString());
    assertThat(bot.get(scene.url() + "('%s')".formatted(id(participant))).asString())
        .isEqualTo(bot.get(participant).asString());
    assertThat(bot.get(participant.replace("/communications/", "/app/")).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"01900000-0000-7000-8000-000000000009", "x", "%20", "microsoft.graph.call"})
  void unknownParticipantIsNone(String id) {
    scene.added("");
    String url = scene.url() + "/" + id;

    for (Response response :
        List.of(bot.get(url), media.patch(url, "{}"), media.request().delete(url))) {
      assertThat(response.statusCode()).as(response.asString()).isIn(404, 405);
      Refusal.of(response.statusCode(), response);
    }
    assertThat(scene.roster()).hasSize(1);
  }

  @Test
  void participantIsInItsCallOnly() {
    String participant = scene.added("");
    ParticipantScene other = ParticipantScene.in(bot, "established");
    String elsewhere = other.url() + "/" + id(participant);

    Refusal.of(404, bot.get(elsewhere));
    Refusal.of(404, media.patch(elsewhere, "{\"isMuted\":true}"));
    Refusal.of(404, media.request().delete(elsewhere));
    assertThat(other.roster()).isEmpty();
    assertThat(scene.roster()).hasSize(1);
  }

  // ---- updating

  @Test
  void patchMergesAsRfc7396Says() {
    Snapshot before =
        Snapshot.of(
            bot,
            scene.added(
                "\"mediaStreams\":[%s],\"recordingInfo\":{\"recordingStatus\":\"recording\"}"
                    .formatted(STREAM)));

    Response response =
        media.patch(
            before.url(),
            "{\"isMuted\":true,\"info\":{\"region\":null,\"languageId\":\"de\","
                + "\"identity\":{\"user\":{\"displayName\":\"H.\"}}},"
                + "\"mediaStreams\":[],\"recordingInfo\":null,\"metadata\":\"m\"}");

    before.becomes(
        Json.with(
            before.json(),
            "{\"isMuted\":true,\"info\":{\"languageId\":\"de\",\"identity\":{\"user\":"
                + "{\"id\":\"550fae72-d251-43ec-868c-373732c2704f\",\"displayName\":\"H.\","
                + "\"tenantId\":\"72f988bf\"}}},\"mediaStreams\":[],\"recordingInfo\":null,"
                + "\"metadata\":\"m\",\"rosterSequenceNumber\":2}"),
        response);
    assertThat(response.header("ETag")).isEqualTo("W/\"2\"");
  }

  @Test
  void changeOfNothingMakesNoVersionAndIsNotTold() {
    Snapshot before = Snapshot.of(bot, scene.added("\"isMuted\":true"));
    int told = scene.told(media).size();

    before.isUnchangedBy(media.patch(before.url(), "{}"));
    before.isUnchangedBy(media.patch(before.url(), "{\"isMuted\":true,\"metadata\":null}"));
    before.isUnchangedBy(media.patch(before.url(), before.text()));
    before.isUnchangedBy(
        media.patch(before.url(), "{\"rosterSequenceNumber\":77,\"info\":{\"region\":\"amer\"}}"));

    assertThat(scene.told(media)).hasSize(told);
  }

  @Test
  void patchIsConditional() {
    Snapshot participant = Snapshot.of(bot, scene.added(""));
    String url = participant.url();

    participant.refuses(
        412, media.request().header("If-Match", "W/\"9\"").body("{\"isMuted\":true}").patch(url));
    participant.refuses(
        412, media.request().header("If-None-Match", "*").body("{\"isMuted\":true}").patch(url));
    participant.refuses(412, media.request().header("If-Match", "W/\"9\"").delete(url));
    participant.refuses(
        412,
        media
            .request()
            .header("OData-Version", "4.01")
            .body("{\"isMuted\":true,\"@odata.etag\":\"W/\\\"9\\\"\"}")
            .patch(url));
    media
        .request()
        .header("If-Match", participant.etag())
        .body("{\"isMuted\":true}")
        .patch(url)
        .then()
        .statusCode(200);
    assertThat(Snapshot.of(bot, url).json().getBoolean("isMuted")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"isMuted\":null} | isMuted",
        "{\"isMuted\":\"true\"} | isMuted",
        "{\"isInLobby\":0} | isInLobby",
        "{\"info\":null} | info",
        "{\"info\":{\"identity\":null}} | info/identity",
        "{\"info\":{\"colour\":\"red\"}} | info/colour",
        "{\"mediaStreams\":null} | mediaStreams",
        "{\"mediaStreams\":[{\"direction\":\"up\"}]} | mediaStreams/0/direction",
        "{\"metadata\":7} | metadata",
        "{\"recordingInfo\":{\"initiator\":null}} | recordingInfo/recordingStatus",
        "{\"recordingInfo\":{\"recordingStatus\":\"on\"}} | recordingInfo/recordingStatus",
        "{\"removedState\":[]} | removedState",
        "{\"restrictedExperience\":{\"videoDisabled\":\"x\"}} | restrictedExperience/videoDisabled",
        "{\"colour\":\"red\"} | colour",
        "{\"id\":\"01900000-0000-7000-8000-000000000009\"} | id",
        "{\"@odata.type\":\"#microsoft.graph.call\"} | @odata.type"
      })
  void wrongMemberIsRefusedAndNamed(String body, String target) {
    Snapshot participant = Snapshot.of(bot, scene.added(""));

    participant.refuses(400, media.patch(participant.url(), body)).about(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "7", "{", "{\"isMuted\":true,\"isMuted\":true}", ""})
  void whatIsNoObjectIsRefused(String body) {
    Snapshot participant = Snapshot.of(bot, scene.added(""));

    participant.refuses(400, media.patch(participant.url(), body));
    Refusal.of(400, media.request().body(body).post(scene.url()));
    assertThat(scene.roster()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"info\":{}}", "{\"info\":{\"identity\":{}},\"isMuted\":7}"})
  void wrongParticipantIsNotAdded(String body) {
    Refusal.of(400, media.request().body(body).post(scene.url()));

    assertThat(scene.roster()).isEmpty();
    // The next one has the first number.
    assertThat(Snapshot.of(bot, scene.added("")).json().getInt("rosterSequenceNumber")).isOne();
  }

  @Test
  void everythingThatIsWrongIsTold() {
    Response response =
        media.request().body("{\"isMuted\":7,\"colour\":1,\"metadata\":[]}").post(scene.url());

    Refusal.of(400, response);
    assertThat(Json.object(response).getJsonObject("error").getJsonArray("details")).hasSize(3);
  }

  @Test
  void participantIsBoundedInSize() {
    Snapshot participant = Snapshot.of(bot, scene.added(""));

    participant.refuses(
        400, media.patch(participant.url(), "{\"metadata\":\"%s\"}".formatted("x".repeat(8192))));
  }

  @Test
  void callHasAtMost350Participants() throws Exception {
    List<Callable<Response>> requests = new ArrayList<>();
    for (int i = 0; i < 351; i++) {
      requests.add(() -> scene.add(media, ""));
    }
    List<Response> answers = new ArrayList<>();
    for (int begin = 0; begin < requests.size(); begin += 13) {
      answers.addAll(AtOnce.send(requests.subList(begin, begin + 13)));
    }

    List<Integer> statuses = answers.stream().map(Response::statusCode).toList();
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(350);
    Refusal.of(
        409, answers.stream().filter(each -> each.statusCode() != 201).findFirst().orElseThrow());
    assertThat(bot.get(scene.url() + "/$count").asString()).isEqualTo("350");
    assertThat(scene.lastTold(bot).getJsonArray("resourceData")).hasSize(350);
  }

  // ---- removing

  @Test
  void removedParticipantIsGone() {
    String participant = scene.added("");
    String other = scene.added("");

    assertThat(media.request().delete(participant).statusCode()).isEqualTo(204);

    Refusal.of(404, bot.get(participant));
    assertThat(ids("")).containsExactly(id(other));
    Refusal.of(404, media.request().delete(participant));
    // The numbers go on.
    assertThat(Snapshot.of(bot, scene.added("")).json().getInt("rosterSequenceNumber"))
        .isEqualTo(4);
  }

  // ---- the end of the call

  @Test
  void participantsOfACallThatEndedAreReadAndNeverChange() {
    Snapshot participant = Snapshot.of(bot, scene.added(""));
    bot.request().delete(scene.call().url()).then().statusCode(204);

    participant.refuses(409, media.patch(participant.url(), "{\"isMuted\":true}"));
    participant.refuses(409, media.patch(participant.url(), "{}"));
    participant.refuses(409, media.request().delete(participant.url()));
    Refusal.of(409, scene.add(media, ""));
    assertThat(scene.roster()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"incoming", "establishing", "hold", "terminating"})
  void rosterIsKeptInEveryOtherState(String state) {
    ParticipantScene other = ParticipantScene.in(bot, state);
    String participant = other.added("");

    media.patch(participant, "{\"isMuted\":true}").then().statusCode(200);
    media.request().delete(participant).then().statusCode(204);
  }

  @Test
  void noParticipantComesIntoACallThatEndsMeanwhile() throws Exception {
    for (int round = 0; round < 5; round++) {
      ParticipantScene ending = ParticipantScene.in(bot, "established");
      List<Callable<Response>> requests = new ArrayList<>();
      requests.add(() -> bot.request().delete(ending.call().url()));
      for (int i = 0; i < 3; i++) {
        requests.add(() -> ending.add(media, ""));
      }

      List<Response> answers = AtOnce.send(requests);

      assertThat(answers.get(0).statusCode()).isEqualTo(204);
      long added = answers.stream().filter(each -> each.statusCode() == 201).count();
      assertThat(answers.subList(1, 4)).allSatisfy(a -> assertThat(a.statusCode()).isIn(201, 409));
      assertThat(ending.roster()).hasSize((int) added);
      JsonObject last = last(ending.told(bot));
      assertThat(last.getString("changeType")).isEqualTo("deleted");
    }
  }

  // ---- what is told

  @Test
  void changeOfTheRosterIsToldOnceAsTheWholeRoster() {
    String first = scene.added("");
    String second = scene.added("\"isMuted\":true");
    media.patch(first, "{\"isInLobby\":true}").then().statusCode(200);
    media.request().delete(second).then().statusCode(204);
    media.request().delete(first).then().statusCode(204);
    String path = scene.url().replaceFirst(".*/v1.0", "");

    for (Api who : List.of(bot, media)) {
      List<JsonObject> told = scene.told(who);
      // The call itself stands first.
      assertThat(told).hasSize(6);
      assertThat(told.subList(1, 6))
          .allSatisfy(
              each -> {
                assertThat(each.getString("changeType")).isEqualTo("updated");
                assertThat(each.getString("resourceUrl")).isEqualTo(path);
                assertThat(each.getString("resource"))
                    .isEqualTo(path.replace("/communications/", "/app/"));
                assertThat(each.isNull("action")).isTrue();
              });
      assertThat(told.subList(1, 6).stream().map(ParticipantContractIT::numbers))
          .containsExactly(List.of(1), List.of(1, 2), List.of(3, 2), List.of(3), List.of());
    }
  }

  private static List<Integer> numbers(JsonObject notification) {
    return notification.getJsonArray("resourceData").getValuesAs(JsonObject.class).stream()
        .map(each -> each.getInt("rosterSequenceNumber"))
        .toList();
  }

  @Test
  void participantIsToldAsItIsRead() {
    Snapshot participant = Snapshot.of(bot, scene.added("\"mediaStreams\":[%s]".formatted(STREAM)));

    JsonObject told = last(scene.told(bot)).getJsonArray("resourceData").getJsonObject(0);

    assertThat(told.getString("@odata.id"))
        .isEqualTo(participant.url().replaceFirst(".*/v1.0", ""));
    assertThat(Json.without(told, "@odata.id"))
        .isEqualTo(Json.without(participant.json(), "@odata.context"));
  }

  @Test
  void endOfTheCallIsToldOnceHoweverManyAreInIt() {
    for (int i = 0; i < 5; i++) {
      scene.added("");
    }
    int before = scene.told(bot).size();

    bot.request().delete(scene.call().url()).then().statusCode(204);

    assertThat(scene.told(bot)).hasSize(before + 1);
  }

  @Test
  void changesOfOneTransactionAreToldEachAsItWas() {
    String participant = scene.added("");
    String path = participant.replaceFirst(".*/v1.0", "");
    int before = scene.told(media).size();

    bot.as("media")
        .request()
        .body(
            """
            {"requests":[
             {"id":"1","atomicityGroup":"g","method":"PATCH","url":"%1$s",
              "headers":{"Content-Type":"application/json"},"body":{"isMuted":true}},
             {"id":"2","atomicityGroup":"g","method":"PATCH","url":"%1$s",
              "headers":{"Content-Type":"application/json"},"body":{"isMuted":false}}]}
            """
                .formatted(path))
        .post(bot.v1("/$batch"))
        .then()
        .statusCode(200);

    assertThat(
            scene.told(media).stream()
                .skip(before)
                .map(each -> each.getJsonArray("resourceData").getJsonObject(0))
                .map(each -> each.getBoolean("isMuted") + " " + each.getString("@odata.etag")))
        .containsExactly("true W/\"2\"", "false W/\"3\"");
  }

  private static JsonObject last(List<JsonObject> all) {
    return all.get(all.size() - 1);
  }

  // ---- races

  @Test
  void writersOfOneParticipantLoseNothing() throws Exception {
    String participant = scene.added("");
    List<String> members = List.of("countryCode", "languageId", "participantId", "region");
    for (int round = 0; round < 5; round++) {
      List<Callable<Response>> requests = new ArrayList<>();
      for (String member : members) {
        String body = "{\"info\":{\"%s\":\"%d\"}}".formatted(member, round);
        requests.add(() -> media.patch(participant, body));
      }
      String body = "{\"metadata\":\"%d\"}".formatted(round);
      requests.add(() -> media.patch(participant, body));

      assertThat(AtOnce.send(requests)).allMatch(answer -> answer.statusCode() == 200);

      JsonObject after = Snapshot.of(bot, participant).json();
      String written = Integer.toString(round);
      assertThat(members)
          .allSatisfy(
              member ->
                  assertThat(after.getJsonObject("info").getString(member)).isEqualTo(written));
      assertThat(after.getString("metadata")).isEqualTo(written);
    }
    JsonObject after = Snapshot.of(bot, participant).json();
    assertThat(after.getString("@odata.etag")).isEqualTo("W/\"26\"");
    assertThat(after.getInt("rosterSequenceNumber")).isEqualTo(26);
    assertThat(scene.told(bot).stream().skip(1).map(ParticipantContractIT::numbers))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 26).mapToObj(List::of).toList());
  }

  @Test
  void ofWritersWithTheSameEtagOneWins() throws Exception {
    Snapshot participant = Snapshot.of(bot, scene.added(""));
    List<Callable<Response>> requests = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String body = "{\"metadata\":\"%d\"}".formatted(i);
      requests.add(
          () ->
              media
                  .request()
                  .header("If-Match", participant.etag())
                  .body(body)
                  .patch(participant.url()));
    }

    List<Integer> statuses =
        AtOnce.send(requests).stream().map(Response::statusCode).sorted().toList();

    assertThat(statuses).containsExactly(200, 412, 412, 412);
  }

  @Test
  void writersOfOneRosterMakeNumbersWithoutGaps() throws Exception {
    List<Callable<Response>> requests =
        Stream.generate(() -> (Callable<Response>) () -> scene.add(media, "")).limit(6).toList();

    List<Response> answers = AtOnce.send(requests);

    assertThat(answers.stream().map(each -> Json.object(each).getInt("rosterSequenceNumber")))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    assertThat(
            scene.told(media).stream()
                .skip(1)
                .map(each -> each.getJsonArray("resourceData").size()))
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  // ---- permissions

  @ParameterizedTest(name = "{0}: reads {1}, writes {2}")
  @CsvSource({"bot,200,200", "bot-2,404,404", "media,200,200", "reader,200,403", "guest,403,403"})
  void participantsAreForThoseWhoHaveTheOperations(String client, int reads, int writes) {
    Snapshot participant = Snapshot.of(bot, scene.added(""));
    Api who = bot.as(client);

    for (String url :
        List.of(
            participant.url(), scene.url(), scene.url() + "/$count", participant.url() + "/info")) {
      assertStatus(reads, who.get(url));
    }
    if (writes != 200) {
      participant.refuses(writes, who.patch(participant.url(), "{\"isMuted\":true}"));
      participant.refuses(writes, who.request().delete(participant.url()));
      Refusal.of(writes, scene.add(who, ""));
      assertThat(scene.roster()).hasSize(1);
    } else {
      assertStatus(200, who.patch(participant.url(), "{\"isMuted\":true}"));
      assertStatus(201, scene.add(who, ""));
      assertStatus(204, who.request().delete(participant.url()));
    }
  }

  private static void assertStatus(int status, Response response) {
    if (status >= 400) {
      Refusal.of(status, response);
    } else {
      assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    }
  }

  @Test
  void anotherTenantFindsNothing() {
    Snapshot participant = Snapshot.of(bot, scene.added(""));
    Api stranger = media.inTenant("b0000000-0000-4000-8000-000000000001");

    Refusal.of(404, stranger.get(participant.url()));
    Refusal.of(404, stranger.get(scene.url()));
    participant.refuses(404, stranger.patch(participant.url(), "{\"isMuted\":true}"));
    participant.refuses(404, stranger.request().delete(participant.url()));
    Refusal.of(404, scene.add(stranger, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
  void rosterAsAWholeIsNotWritten(String method) {
    Refusal.of(405, media.request().request(method, scene.url()));
  }
}
