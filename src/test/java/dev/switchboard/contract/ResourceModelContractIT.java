package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Snapshot;
import io.restassured.response.Response;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls and their operations, and the URLs they are found at: wire contract 1 and 2. */
class ResourceModelContractIT {

  private static final String NAMED = "{argumentSetName}";

  private final Api bot = Api.bot();

  private static String lastSegment(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  // ---- URLs

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/communications/calls/{c}/operations/{o}",
        "/communications/calls('{c}')/operations('{o}')",
        "/communications/calls('{c}')/operations/{o}",
        "/communications/calls/{c}/operations('{o}')",
        "/communications/calls(id='{c}')/operations(id='{o}')",
        "/communications/calls(%27{c}%27)/operations(%27{o}%27)",
        "/communications/calls%28'{c}'%29/operations/{o}",
        "/communications/calls/{C}/operations/{O}",
        "/communications/calls('{C}')/operations('{O}')",
        "/communications/calls/{Cc}/operations/{Oo}",
        "/communications/calls/{hex}/operations/{o}",
        "/communications/calls/{encoded}/operations/{o}",
        "/app/calls/{c}/operations/{o}",
        "/app/calls('{c}')/operations('{o}')",
        "/app/calls/{C}/operations/{O}/microsoft.graph.commsOperation"
      })
  void everySpellingOfAnAddressLeadsToTheSameOperation(String path) {
    Snapshot operation = Snapshot.of(bot, bot.newOperation());
    String call = lastSegment(operation.url().replaceFirst("/operations/.*", ""));
    String id = lastSegment(operation.url());
    String filled =
        path.replace("{c}", call)
            .replace("{o}", id)
            .replace("{Cc}", call.toUpperCase(Locale.ROOT))
            .replace("{Oo}", id.toUpperCase(Locale.ROOT))
            .replace("{C}", call.replace("-", "").toUpperCase(Locale.ROOT))
            .replace("{O}", id.replace("-", "").toUpperCase(Locale.ROOT))
            .replace("{hex}", call.replace("-", ""))
            .replace("{encoded}", call.replace("-", "%2D").replace("0", "%30"));

    assertThat(bot.get(bot.v1(filled)).asString()).isEqualTo(operation.text());
    assertThat(bot.get(bot.url() + "/beta" + filled).asString())
        .isEqualTo(operation.text().replace("/v1.0/", "/beta/"));
    operation.becomes(
        Json.with(operation.json(), "{\"clientContext\":\"new\"}"),
        bot.patch(bot.v1(filled), "{\"clientContext\":\"new\"}"));
    bot.request().delete(bot.v1(filled)).then().statusCode(204);
    Refusal.of(404, bot.get(operation.url()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "1",
        "{id}0",
        "{{id}}",
        "00000000-0000-0000-0000-000000000000",
        "%F0%9F%93%9E",
        "%20"
      })
  void whatCannotBeAnIdIsNotFound(String id) {
    String call = bot.newCall();
    String filled = id.replace("{id}", lastSegment(call)).replace("{", "%7B").replace("}", "%7D");

    Refusal.of(404, bot.get(bot.v1("/communications/calls/" + filled)));
    Refusal.of(404, bot.get(call + "/operations/" + filled));
    Refusal.of(404, bot.patch(call + "/operations/" + filled, "{}"));
  }

  // ---- calls

  @Test
  void newCallHasEveryDeclaredMember() {
    Response response =
        bot.request()
            .body("{\"callbackUri\":\"https://bot.example/cb\"}")
            .post(bot.v1("/communications/calls"));

    assertThat(response.statusCode()).isEqualTo(201);
    JsonObject call = Json.object(response);
    assertThat(call)
        .isEqualTo(
            Json.object(
                ("{\"@odata.context\":\"%s/v1.0/$metadata#communications/calls/$entity\","
                        + "\"@odata.type\":\"#microsoft.graph.call\",\"@odata.etag\":%s,\"id\":\"%s\","
                        + "\"state\":\"establishing\",\"callbackUri\":\"https://bot.example/cb\","
                        + "\"callChainId\":null,\"callOptions\":null,\"callRoutes\":[],\"chatInfo\":null,"
                        + "\"direction\":\"outgoing\",\"incomingContext\":null,\"mediaConfig\":null,"
                        + "\"mediaState\":null,\"meetingInfo\":null,\"myParticipantId\":null,"
                        + "\"requestedModalities\":[],\"resultInfo\":null,\"source\":null,\"subject\":null,"
                        + "\"targets\":[],\"tenantId\":\"%s\",\"toneInfo\":null,\"transcription\":null}")
                    .formatted(
                        bot.url(),
                        Json.quoted(response.header("ETag")),
                        lastSegment(response.header("Location")),
                        bot.tenant())));
  }

  static Stream<Arguments> callMembers() {
    return Stream.of(
        argumentSet("callChainId", "\"callChainId\":\"d8217646-3110-40b1-bae6-e9ac6c3a9f74\""),
        argumentSet(
            "callOptions",
            "\"callOptions\":{\"@odata.type\":\"#microsoft.graph.outgoingCallOptions\",\"x\":[null]}"),
        argumentSet("callRoutes", "\"callRoutes\":[{\"routingType\":\"lookup\",\"final\":{}}]"),
        argumentSet("chatInfo", "\"chatInfo\":{\"threadId\":\"19:x\",\"messageId\":null}"),
        argumentSet("direction", "\"direction\":\"incoming\""),
        argumentSet("incomingContext", "\"incomingContext\":{\"onBehalfOf\":null}"),
        argumentSet(
            "mediaConfig",
            "\"mediaConfig\":{\"@odata.type\":\"#microsoft.graph.serviceHostedMediaConfig\","
                + "\"preFetchMedia\":[{\"uri\":\"https://a.example/a.wav\"}]}"),
        argumentSet("mediaState", "\"mediaState\":{\"audio\":\"active\"}"),
        argumentSet("meetingInfo", "\"meetingInfo\":{\"token\":\"t\"}"),
        argumentSet("myParticipantId", "\"myParticipantId\":\"p\""),
        argumentSet("requestedModalities", "\"requestedModalities\":[\"audio\",\"video\"]"),
        argumentSet("resultInfo", "\"resultInfo\":{\"code\":200,\"subcode\":0,\"message\":null}"),
        argumentSet("source", "\"source\":{\"identity\":{\"user\":{\"id\":\"u\"}}}"),
        argumentSet("subject", "\"subject\":\"s\""),
        argumentSet("targets", "\"targets\":[{\"identity\":{}}]"),
        argumentSet("tenantId", "\"tenantId\":\"t\""),
        argumentSet("toneInfo", "\"toneInfo\":{\"sequenceId\":1,\"tone\":\"tone5\"}"),
        argumentSet("transcription", "\"transcription\":{\"state\":\"notStarted\"}"),
        argumentSet("state", "\"state\":\"established\""),
        argumentSet("dynamic member", "\"ringingTimeoutInSeconds\":60"),
        argumentSet(
            "dynamic member with its type",
            "\"n@odata.type\":\"#Int64\",\"n\":\"9007199254740993\""));
  }

  private Response create(String members) {
    return bot.request()
        .body("{\"callbackUri\":\"https://bot.example/cb\",%s}".formatted(members))
        .post(bot.v1("/communications/calls"));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("callMembers")
  void memberOfACallIsKeptAndReturned(String member) {
    JsonObject created = Json.object(create(member));

    assertThat(created).isEqualTo(Json.with(created, "{%s}".formatted(member)));
    assertThat(Json.object(bot.get(bot.v1("/communications/calls/" + created.getString("id")))))
        .isEqualTo(created);
  }

  static Stream<Arguments> wrongCallMembers() {
    return Stream.concat(
        Stream.of(
                "callChainId:1",
                "callOptions:[]",
                "callRoutes:{}",
                "callRoutes:null",
                "chatInfo:\"x\"",
                "direction:\"sideways\"",
                "direction:1",
                "incomingContext:1",
                "mediaConfig:[]",
                "mediaState:\"active\"",
                "meetingInfo:true",
                "myParticipantId:{}",
                "requestedModalities:\"audio\"",
                "requestedModalities:null",
                "resultInfo:200",
                "source:[]",
                "subject:1",
                "targets:{}",
                "targets:null",
                "tenantId:1",
                "toneInfo:5",
                "transcription:\"x\"",
                "state:\"terminated\"",
                "state:\"unknownFutureValue\"",
                "state:\"Established\"",
                "state:1",
                "operations:[]",
                "participants:[]",
                "Subject:\"s\"",
                "callbackuri:\"https://a.example\"",
                "9lives:1",
                "@odata.type:\"#microsoft.graph.participant\"",
                "@odata.type:\"#microsoft.graph.playPromptOperation\"")
            .map(
                row -> {
                  int colon = row.indexOf(':');
                  String name = row.substring(0, colon);
                  return argumentSet(
                      row, name, "\"%s\":%s".formatted(name, row.substring(colon + 1)));
                }),
        Stream.of(
            argumentSet("binding", "operations@odata.bind", "\"operations@odata.bind\":[\"x\"]")));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("wrongCallMembers")
  void wrongMemberOfACallIsRefusedAndNamed(String target, String member) {
    Refusal.of(400, create(member)).about(target);

    assertThat(Json.object(bot.get(bot.v1("/communications/calls"))).getJsonArray("value"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"callbackUri\":null}", "{\"callbackUri\":1}"})
  void callWithoutCallbackUriIsRefused(String body) {
    Refusal refusal =
        Refusal.of(400, bot.request().body(body).post(bot.v1("/communications/calls")))
            .about("callbackUri");

    assertThat(refusal.message()).isEqualTo("callbackUri is required and must be a string.");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''|must be an absolute URL that begins with https://",
        "bot.example/cb|must be an absolute URL that begins with https://",
        "/cb|must be an absolute URL that begins with https://",
        "https:cb|must be an absolute URL that begins with https://",
        "javascript:alert(1)|must be an absolute URL that begins with https://",
        "http://bot.example/cb|must begin with https://",
        "ftp://bot.example/cb|must begin with https://",
        "https://|must be a URL (RFC 3986)",
        "https://bot.example/a b|must have printable ASCII characters only (RFC 3986), and no blanks",
        "https://bot.example/{long}|must have at most 2048 characters",
        "https://user:secret@bot.example/cb|must have no user information",
        "https://bot.example/cb#f|must have no fragment",
        "https://bot_1.example/cb|must name its host by a DNS name or an IP address",
        "https://bot.example:8443/cb|must have the port 443",
        "https://0.0.0.0/cb|must name a public host: 0.0.0.0 is an unspecified address",
        "https://10.0.0.1/cb|must name a public host: 10.0.0.1 is a private address",
        "https://0xa000001/cb|must name a public host: 10.0.0.1 is a private address",
        "https://172.16.0.1/cb|must name a public host: 172.16.0.1 is a private address",
        "https://192.168.0.1/cb|must name a public host: 192.168.0.1 is a private address",
        "https://100.64.0.1/cb|must name a public host: 100.64.0.1 is a shared address of a provider",
        "https://169.254.169.254/cb|must name a public host: 169.254.169.254 is a link-local address",
        "https://2852039166/cb|must name a public host: 169.254.169.254 is a link-local address",
        "https://198.18.0.1/cb|must name a public host: 198.18.0.1 is an address for benchmarks",
        "https://224.0.0.1/cb|must name a public host: 224.0.0.1 is a multicast address",
        "https://[fe80::1]/cb|must name a public host: fe80:0:0:0:0:0:0:1 is a link-local address",
        "https://[fd00::1]/cb|must name a public host: fd00:0:0:0:0:0:0:1 is a unique local address",
        "https://[::ffff:10.0.0.1]/cb|must name a public host: 10.0.0.1 is a private address"
      })
  void callbackUriThatMayNotBeSentToIsRefusedByTheNameOfTheRule(String uri, String rule) {
    Refusal refusal =
        Refusal.of(400, createWith(uri.replace("{long}", "x".repeat(2048)))).about("callbackUri");

    assertThat(refusal.message()).startsWith("callbackUri " + rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://bot.example/cb?x=1&y=%20",
        "HTTPS://BOT.EXAMPLE:443/",
        "https://[2606:4700:4700::1111]/cb",
        "https://0x01010101",
        "http://localhost:3000/cb",
        "http://127.0.0.1:3000/cb",
        "http://[::1]:3000/cb"
      })
  void callbackUriIsKeptAsItCame(String uri) {
    assertThat(Json.object(createWith(uri)).getString("callbackUri")).isEqualTo(uri);
  }

  private Response createWith(String callbackUri) {
    return bot.request()
        .body("{\"callbackUri\":%s}".formatted(Json.quoted(callbackUri)))
        .post(bot.v1("/communications/calls"));
  }

  @Test
  void idOfANewCallIsAssignedHere() {
    JsonObject call = Json.object(create("\"id\":\"11111111-2222-3333-4444-555555555555\""));

    assertThat(call.getString("id")).isNotEqualTo("11111111-2222-3333-4444-555555555555");
    Refusal.of(404, bot.get(bot.v1("/communications/calls/11111111-2222-3333-4444-555555555555")));
  }

  @Test
  void listOfCallsShowsTheNewestLast() {
    List<String> urls = List.of(bot.newCall(), bot.newCall(), bot.newCall());

    JsonObject list = Json.object(bot.get(bot.v1("/communications/calls")));

    assertThat(list.keySet()).containsExactly("@odata.context", "value");
    JsonArray value = list.getJsonArray("value");
    assertThat(value).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(value.get(i))
          .isEqualTo(Json.without(Snapshot.of(bot, urls.get(i)).json(), "@odata.context"));
    }
  }

  // ---- hang up

  @Test
  void hangUpEndsTheCallAndItsOpenOperations() {
    String url = bot.newCall();
    Snapshot call = Snapshot.of(bot, url);
    Snapshot notStarted = inCall(url, "NotStarted");
    Snapshot running = inCall(url, "Running");
    Snapshot completed = inCall(url, "Completed");
    Snapshot failed = inCall(url, "Failed");

    Response response = bot.request().delete(url);

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.asByteArray()).isEmpty();
    Snapshot ended = Snapshot.of(bot, url);
    assertThat(ended.etag()).isNotEqualTo(call.etag());
    assertThat(ended.json().getJsonObject("resultInfo")).isNotNull();
    assertThat(Json.without(ended.json(), "resultInfo", "@odata.etag"))
        .isEqualTo(
            Json.without(
                Json.with(call.json(), "{\"state\":\"terminated\"}"), "resultInfo", "@odata.etag"));
    for (Snapshot open : List.of(notStarted, running)) {
      Snapshot after = Snapshot.of(bot, open.url());
      JsonObject result = after.json().getJsonObject("resultInfo");
      assertThat(after.etag()).isNotEqualTo(open.etag());
      assertThat(result.getInt("code")).isEqualTo(400);
      assertThat(result.getInt("subcode")).isEqualTo(8508);
      assertThat(Json.without(after.json(), "resultInfo", "@odata.etag"))
          .isEqualTo(
              Json.without(
                  Json.with(open.json(), "{\"status\":\"Failed\"}"), "resultInfo", "@odata.etag"));
    }
    completed.stillHolds();
    failed.stillHolds();
  }

  private Snapshot inCall(String call, String status) {
    return Snapshot.of(
        bot,
        bot.newOperationFrom(
            call,
            "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\",\"status\":\"%s\",\"clientContext\":\"c\",\"colour\":\"red\",\"resultInfo\":{\"code\":7}}"
                .formatted(status)));
  }

  @Test
  void secondHangUpChangesNothing() {
    String url = bot.newCall();
    bot.request().delete(url).then().statusCode(204);
    Snapshot ended = Snapshot.of(bot, url);

    assertThat(bot.request().delete(url).statusCode()).isEqualTo(204);
    ended.stillHolds();
  }

  @Test
  void endedCallTakesNoNewOperation() {
    String url = bot.newCall();
    Snapshot operation = inCall(url, "Running");
    bot.request().delete(url).then().statusCode(204);
    Snapshot cancelled = Snapshot.of(bot, operation.url());

    Refusal.of(409, bot.request().body("{}").post(url + "/operations"));

    assertThat(Json.object(bot.get(url + "/operations")).getJsonArray("value")).hasSize(1);
    cancelled.refuses(409, bot.patch(operation.url(), "{\"clientContext\":\"late\"}"));
    bot.request().delete(operation.url()).then().statusCode(204);
  }

  // ---- operations

  @ParameterizedTest
  @ValueSource(
      strings = {
        "commsOperation",
        "addLargeGalleryViewOperation",
        "cancelMediaProcessingOperation",
        "inviteParticipantsOperation",
        "muteParticipantOperation",
        "playPromptOperation",
        "recordOperation",
        "sendDtmfTonesOperation",
        "startHoldMusicOperation",
        "stopHoldMusicOperation",
        "subscribeToToneOperation",
        "unmuteParticipantOperation",
        "updateRecordingStatusOperation"
      })
  void newOperationOfEveryTypeHasItsMembersAndDefaults(String type) {
    String call = bot.newCall();
    String own =
        switch (type) {
          case "inviteParticipantsOperation" -> ",\"participants\":[]";
          case "recordOperation" -> ",\"recordingAccessToken\":null,\"recordingLocation\":null";
          case "sendDtmfTonesOperation" -> ",\"completionReason\":null";
          default -> "";
        };

    for (String spelling : new String[] {"#microsoft.graph.", "microsoft.graph."}) {
      Response response =
          bot.request()
              .body("{\"@odata.type\":\"%s%s\"}".formatted(spelling, type))
              .post(call + "/operations");

      assertThat(response.statusCode()).isEqualTo(201);
      assertThat(Json.object(response))
          .isEqualTo(
              Json.object(
                  ("{\"@odata.context\":\"%s/v1.0/$metadata#communications/calls('%s')/operations/$entity\","
                          + "\"@odata.type\":\"#microsoft.graph.%s\",\"@odata.etag\":%s,\"id\":\"%s\","
                          + "\"clientContext\":null,\"status\":\"NotStarted\",\"resultInfo\":null%s}")
                      .formatted(
                          bot.url(),
                          lastSegment(call),
                          type,
                          Json.quoted(response.header("ETag")),
                          lastSegment(response.header("Location")),
                          own)));
      assertThat(bot.get(response.header("Location")).asString()).isEqualTo(response.asString());
    }
  }

  @Test
  void operationWithoutTypeIsOfTheBaseType() {
    JsonObject operation =
        Json.object(bot.request().body("{}").post(bot.newCall() + "/operations"));

    assertThat(operation.getString("@odata.type")).isEqualTo("#microsoft.graph.commsOperation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"String\"}",
        "{\"status\":null}",
        "{\"clientContext\":1}",
        "{\"resultInfo\":{\"subcode\":1}}",
        "{\"@odata.type\":\"#microsoft.graph.call\"}",
        "{\"@odata.type\":\"#microsoft.graph.inviteParticipantsOperation\",\"participants\":null}",
        "{\"call@odata.bind\":\"x\"}",
        "{\"Status\":\"Running\"}",
        "[]",
        ""
      })
  void wrongDocumentCreatesNothing(String document) {
    String call = bot.newCall();

    Refusal.of(400, bot.request().body(document).post(call + "/operations"));

    assertThat(Json.object(bot.get(call + "/operations")).getJsonArray("value")).isEmpty();
  }

  @Test
  void idOfANewOperationIsAssignedHere() {
    String sent = UUID.randomUUID().toString();
    Response response =
        bot.request().body("{\"id\":\"%s\"}".formatted(sent)).post(bot.newCall() + "/operations");

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(Json.object(response).getString("id")).isNotEqualTo(sent);
  }

  @Test
  void deletedOperationIsGone() {
    String call = bot.newCall();
    String deleted = bot.newOperation(call, "playPromptOperation");
    Snapshot other = Snapshot.of(bot, bot.newOperation(call, "recordOperation"));

    assertThat(bot.request().delete(deleted).statusCode()).isEqualTo(204);

    Refusal.of(404, bot.get(deleted));
    Refusal.of(404, bot.patch(deleted, "{}"));
    Refusal.of(404, bot.request().delete(deleted));
    other.stillHolds();
    assertThat(Json.object(bot.get(call + "/operations")).getJsonArray("value")).hasSize(1);
  }

  @Test
  void emptyCallHasAnEmptyList() {
    String call = bot.newCall();

    assertThat(bot.get(call + "/operations").asString())
        .isEqualTo(
            "{\"@odata.context\":\"%s/v1.0/$metadata#communications/calls('%s')/operations\",\"value\":[]}"
                .formatted(bot.url(), lastSegment(call)));
  }

  @Test
  void listOfOperationsShowsTheNewestLastAndOfThisCallOnly() {
    String call = bot.newCall();
    List<String> urls =
        List.of(
            bot.newOperation(call, "recordOperation"),
            bot.newOperation(call, "playPromptOperation"),
            bot.newOperation(call, "commsOperation"));
    bot.newOperation();
    bot.patch(urls.get(0), "{\"clientContext\":\"changed last\"}").then().statusCode(200);

    JsonArray value = Json.object(bot.get(call + "/operations")).getJsonArray("value");

    assertThat(value).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(value.get(i))
          .isEqualTo(Json.without(Snapshot.of(bot, urls.get(i)).json(), "@odata.context"));
    }
  }

  // ---- pages

  @Test
  void longListComesInPagesOfAHundred() {
    String call = bot.newCall();
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      created.add(lastSegment(bot.newOperation(call, "playPromptOperation")));
    }

    List<Integer> sizes = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    String next = call + "/operations?$select=id";
    while (next != null) {
      assertThat(next).startsWith(call + "/operations?").contains("select=id");
      JsonObject page = Json.object(bot.get(next));
      assertThat(page.getString("@odata.context"))
          .isEqualTo(
              bot.v1("/$metadata#communications/calls('%s')/operations(id)")
                  .formatted(lastSegment(call)));
      sizes.add(page.getJsonArray("value").size());
      for (JsonValue item : page.getJsonArray("value")) {
        assertThat(item.asJsonObject().keySet())
            .containsExactly("@odata.type", "@odata.etag", "id");
        seen.add(item.asJsonObject().getString("id"));
      }
      next = page.getString("@odata.nextLink", null);
    }

    assertThat(sizes).containsExactly(100, 100, 50);
    assertThat(seen).isEqualTo(created);
  }

  @Test
  void pagesStayRightWhileOperationsComeAndGo() {
    String call = bot.newCall();
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      urls.add(bot.newOperation(call, "playPromptOperation"));
    }
    JsonObject first = Json.object(bot.get(call + "/operations"));
    bot.request().delete(urls.get(0)).then().statusCode(204);
    bot.request().delete(urls.get(99)).then().statusCode(204);
    String late = bot.newOperation(call, "playPromptOperation");

    JsonObject second = Json.object(bot.get(first.getString("@odata.nextLink")));

    assertThat(second.getJsonArray("value"))
        .extracting(item -> item.asJsonObject().getString("id"))
        .containsExactly(lastSegment(urls.get(100)), lastSegment(late));
    assertThat(second).doesNotContainKey("@odata.nextLink");
  }

  @Test
  void fullPageThatIsTheLastHasNoNextLink() {
    String call = bot.newCall();
    for (int i = 0; i < 100; i++) {
      bot.newOperation(call, "playPromptOperation");
    }

    JsonObject page = Json.object(bot.get(call + "/operations"));

    assertThat(page.getJsonArray("value")).hasSize(100);
    assertThat(page).doesNotContainKey("@odata.nextLink");
  }

  @Test
  void nextLinkKeepsTheRootTheCallerCameInBy() {
    for (int i = 0; i < 101; i++) {
      bot.newCall();
    }

    for (String root : new String[] {"v1.0", "beta"}) {
      String calls = bot.url() + "/" + root + "/communications/calls";
      String next = Json.object(bot.get(calls)).getString("@odata.nextLink");
      assertThat(next).startsWith(calls + "?");
      JsonObject last = Json.object(bot.get(next));
      assertThat(last.getJsonArray("value")).hasSize(1);
      assertThat(last).doesNotContainKey("@odata.nextLink");
      assertThat(bot.get(next.replace("$skiptoken", "skiptoken")).asString())
          .isEqualTo(last.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "AAAA",
        "1",
        "....",
        "%2B%2F",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "%F0%9F%93%9E",
        "'%20OR%201=1"
      })
  void pageTokenThatIsNoneIsRefused(String token) {
    String call = bot.newCall();

    Refusal.of(400, bot.get(call + "/operations?$skiptoken=" + token)).about("$skiptoken");
    Refusal.of(400, bot.get(bot.v1("/communications/calls?$skiptoken=" + token)))
        .about("$skiptoken");
  }
}
