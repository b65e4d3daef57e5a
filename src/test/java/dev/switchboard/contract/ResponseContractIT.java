package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.RawHttp;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Snapshot;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a success looks like: wire contract 4.3, 4.7 and 6. */
class ResponseContractIT {

  /** What lists take, and nothing else does. */
  private static final Set<String> OF_LISTS =
      Set.of("$count", "$filter", "$orderby", "$search", "$skip", "$top", "@p1");

  private static final String CONTENT_TYPE =
      "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
  private static final String GUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String PATCH = "{\"clientContext\":\"new\"}";

  private final Api bot = Api.bot();

  private Snapshot anOperation() {
    return Snapshot.of(
        bot,
        bot.newOperationFrom(
            bot.newCall(),
            "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\",\"colour\":\"red\",\"resultInfo\":{\"code\":1}}"));
  }

  private static String callOf(Snapshot operation) {
    return operation.url().replaceFirst("/operations/.*", "");
  }

  private static String lastSegment(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  @Test
  void workedExampleOfTheContract() {
    String url =
        bot.newOperationFrom(
            bot.newCall(),
            "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\",\"clientContext\":\"ctx-1\"}");
    Snapshot before = Snapshot.of(bot, url);

    Response response =
        bot.request()
            .header("If-Match", before.etag())
            .header("client-request-id", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0")
            .body(
                "{ \"@odata.type\": \"#microsoft.graph.playPromptOperation\", \"status\": \"Completed\","
                    + " \"resultInfo\": { \"code\": 200, \"subcode\": 0, \"message\": \"done\" } }")
            .patch(url);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.header("Content-Type")).isEqualTo(CONTENT_TYPE);
    assertThat(response.header("OData-Version")).isEqualTo("4.0");
    assertThat(response.header("client-request-id"))
        .isEqualTo("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
    String etag = response.header("ETag");
    assertThat(etag).isNotEqualTo(before.etag());
    assertThat(response.asString())
        .isEqualTo(
            ("{\"@odata.context\":\"%s/v1.0/$metadata#communications/calls('%s')/operations/$entity\","
                    + "\"@odata.type\":\"#microsoft.graph.playPromptOperation\",\"@odata.etag\":%s,"
                    + "\"id\":\"%s\",\"clientContext\":\"ctx-1\",\"status\":\"Completed\","
                    + "\"resultInfo\":{\"@odata.type\":\"#microsoft.graph.resultInfo\",\"code\":200,"
                    + "\"subcode\":0,\"message\":\"done\"}}")
                .formatted(
                    bot.url(), lastSegment(callOf(before)), Json.quoted(etag), lastSegment(url)));
  }

  // ---- headers

  @Test
  void everySuccessCarriesTheSameHeaders() {
    Snapshot operation = anOperation();
    String call = callOf(operation);

    carriesHeaders(bot.get(operation.url()), true);
    carriesHeaders(bot.patch(operation.url(), PATCH), true);
    carriesHeaders(bot.get(call), true);
    carriesHeaders(bot.get(call + "/operations"), false);
    carriesHeaders(bot.get(bot.v1("/communications/calls")), false);
    carriesHeaders(bot.request().body("{}").post(call + "/operations"), true);
  }

  private static void carriesHeaders(Response response, boolean withEtag) {
    assertThat(response.statusCode()).isIn(200, 201);
    assertThat(response.headers().getValues("Content-Type")).containsExactly(CONTENT_TYPE);
    assertThat(response.headers().getValues("OData-Version")).containsExactly("4.0");
    assertThat(response.headers().getValues("request-id")).singleElement().asString().matches(GUID);
    assertThat(response.headers().getValues("client-request-id"))
        .containsExactly(response.header("request-id"));
    assertThat(response.headers().getValues("Date"))
        .singleElement()
        .satisfies(
            date ->
                assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .isNotNull());
    assertThat(response.headers().getValues("ETag")).hasSize(withEtag ? 1 : 0);
    if (withEtag) {
      assertThat(Json.object(response).getString("@odata.etag")).isEqualTo(response.header("ETag"));
    }
    assertThat(response.headers().hasHeaderWithName("Preference-Applied")).isFalse();
  }

  @Test
  void requestIdIsAnotherOneEachTime() {
    String url = bot.newOperation();

    assertThat(bot.get(url).header("request-id")).isNotEqualTo(bot.get(url).header("request-id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0", "{0f1e}", "my.id:7_a-b", "x"})
  void harmlessClientRequestIdIsEchoed(String id) {
    assertThat(
            bot.request()
                .header("client-request-id", id)
                .get(bot.newOperation())
                .header("client-request-id"))
        .isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a%0d%0aSet-Cookie: a=b",
        "a\\r\\nb",
        "a b",
        "a;b",
        "<script>",
        "a\tb",
        "\"a\"",
        "{long}"
      })
  void doubtfulClientRequestIdIsReplaced(String id) {
    Response response =
        bot.request()
            .header("client-request-id", id.replace("{long}", "x".repeat(4000)))
            .get(bot.newOperation());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.header("client-request-id")).isEqualTo(response.header("request-id"));
    assertThat(response.headers().hasHeaderWithName("Set-Cookie")).isFalse();
  }

  /** Whether the server lets such a header in at all differs from server to server. */
  @ParameterizedTest
  @ValueSource(strings = {"{10 kB}", "\u260E", "\u00FC", "a\u0000b", "a\rb"})
  void impossibleClientRequestIdIsNeverEchoed(String id) {
    String sent = id.replace("{10 kB}", "y".repeat(10 * 1024));
    String answer =
        RawHttp.at(bot.url())
            .exchange(
                "GET /v1.0/communications/calls HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Authorization: Bearer "
                    + bot.token()
                    + "\r\nclient-request-id: "
                    + sent
                    + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain(sent);
  }

  // ---- the body

  @ParameterizedTest
  @ValueSource(strings = {"v1.0", "beta"})
  void membersStandInTheOrderThatStreamingPromises(String root) {
    Snapshot operation = anOperation();
    String call = callOf(operation).replace("/v1.0/", "/" + root + "/");

    assertThat(Json.object(bot.get(operation.url().replace("/v1.0/", "/" + root + "/"))).keySet())
        .containsExactly(
            "@odata.context",
            "@odata.type",
            "@odata.etag",
            "id",
            "clientContext",
            "status",
            "resultInfo",
            "colour");
    Response list = bot.get(call + "/operations");
    assertThat(list.asString())
        .startsWith("{\"@odata.context\":")
        .contains(
            "\"value\":[{\"@odata.type\":\"#microsoft.graph.playPromptOperation\",\"@odata.etag\":");
    assertThat(bot.get(call).asString())
        .matches(
            "\\{\"@odata.context\":\"[^\"]+\",\"@odata.type\":\"#microsoft.graph.call\",\"@odata.etag\":.*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/communications/calls/{c}/operations/{o} | communications/calls('{c}')/operations/$entity",
        "/communications/calls('{c}')/operations('{o}') | communications/calls('{c}')/operations/$entity",
        "/app/calls/{c}/operations/{o} | communications/calls('{c}')/operations/$entity",
        "/communications/calls/{C}/operations/{O} | communications/calls('{c}')/operations/$entity",
        "/communications/calls/{c}/operations/{o}/microsoft.graph.playPromptOperation"
            + " | communications/calls('{c}')/operations/$entity",
        "/communications/calls/{c}/operations/{o}?$select=id,status"
            + " | communications/calls('{c}')/operations(id,status)/$entity",
        "/communications/calls/{c}/operations | communications/calls('{c}')/operations",
        "/communications/calls/{C}/operations | communications/calls('{c}')/operations",
        "/communications/calls/{c}/operations?$select=id"
            + " | communications/calls('{c}')/operations(id)",
        "/communications/calls/{c} | communications/calls/$entity",
        "/app/calls/{c} | communications/calls/$entity",
        "/communications/calls | communications/calls"
      })
  void contextUrlTellsTheCollectionWhateverTheUrlStyle(String path, String context) {
    Snapshot operation = anOperation();
    String call = lastSegment(callOf(operation));
    String id = lastSegment(operation.url());

    for (String root : new String[] {"/v1.0", "/beta"}) {
      String url =
          bot.url()
              + root
              + path.replace("{c}", call)
                  .replace("{o}", id)
                  .replace("{C}", call.replace("-", "").toUpperCase(Locale.ROOT))
                  .replace("{O}", id.replace("-", "").toUpperCase(Locale.ROOT));
      assertThat(Json.object(bot.get(url)).getString("@odata.context"))
          .isEqualTo(bot.url() + root + "/$metadata#" + context.replace("{c}", call));
    }
  }

  // ---- Prefer

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return=minimal",
        "return = minimal",
        "return=\"minimal\"",
        "Return=minimal",
        "return=minimal; foo=bar",
        "respond-async, return=minimal",
        "return=minimal, return=representation"
      })
  void minimalReturnIsNoContentWithTheNewEtag(String prefer) {
    Snapshot before = anOperation();

    Response response = bot.request().header("Prefer", prefer).body(PATCH).patch(before.url());

    isNoContent(response, "return=minimal");
    Snapshot after = Snapshot.of(bot, before.url());
    assertThat(response.header("ETag")).isEqualTo(after.etag()).isNotEqualTo(before.etag());
    assertThat(after.json().getString("clientContext")).isEqualTo("new");
  }

  private static void isNoContent(Response response, String applied) {
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.asByteArray()).isEmpty();
    assertThat(response.header("Content-Type")).isNull();
    assertThat(response.header("OData-Version")).isEqualTo("4.0");
    assertThat(response.header("Preference-Applied")).isEqualTo(applied);
  }

  @Test
  void minimalReturnOfANoOpKeepsTheEtag() {
    Snapshot before = anOperation();

    Response response =
        bot.request().header("Prefer", "return=minimal").body("{}").patch(before.url());

    isNoContent(response, "return=minimal");
    assertThat(response.header("ETag")).isEqualTo(before.etag());
    before.stillHolds();
  }

  @Test
  void minimalReturnDoesNotHideARefusal() {
    Snapshot before = anOperation();

    before
        .refuses(
            400,
            bot.request()
                .header("Prefer", "return=minimal")
                .body("{\"status\":1}")
                .patch(before.url()))
        .about("status");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return=representation | return=representation",
        "return=representation, return=minimal | return=representation",
        "respond-async |",
        "return=everything |",
        "odata.maxpagesize=5, foo; bar=baz, wait=10 |",
        "minimal |",
        ",,, |"
      })
  void representationIsTheDefaultAndUnknownPreferencesAreIgnored(String prefer, String applied) {
    Snapshot before = anOperation();

    Response response = bot.request().header("Prefer", prefer).body(PATCH).patch(before.url());

    before.becomes(Json.with(before.json(), PATCH), response);
    assertThat(response.header("Preference-Applied")).isEqualTo(applied);
  }

  // ---- $select

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$select=id,status",
        "select=id,status",
        "%24select=id,status",
        "$SELECT=id,status",
        "$select=status,id",
        "$select=id,%20status",
        "$select=id%2Cstatus"
      })
  void selectNarrowsEveryAnswer(String query) {
    Snapshot operation = anOperation();

    assertThat(Json.object(bot.get(operation.url() + "?" + query)).keySet())
        .containsExactly("@odata.context", "@odata.type", "@odata.etag", "id", "status");
    Response patched = bot.request().body(PATCH).patch(operation.url() + "?" + query);
    assertThat(patched.statusCode()).isEqualTo(200);
    assertThat(Json.object(patched).keySet())
        .containsExactly("@odata.context", "@odata.type", "@odata.etag", "id", "status");
    assertThat(Snapshot.of(bot, operation.url()).json().getString("clientContext"))
        .isEqualTo("new");
    assertThat(
            Json.object(bot.get(callOf(operation) + "/operations?" + query))
                .getJsonArray("value")
                .getJsonObject(0)
                .keySet())
        .containsExactly("@odata.type", "@odata.etag", "id", "status");
  }

  @Test
  void selectKnowsDynamicMembersAndTheirAnnotations() {
    String url =
        bot.newOperationFrom(
            bot.newCall(), "{\"n@odata.type\":\"#Int64\",\"n\":\"1\",\"colour\":\"red\"}");

    assertThat(Json.object(bot.get(url + "?$select=n")).keySet())
        .containsExactly("@odata.context", "@odata.type", "@odata.etag", "n@odata.type", "n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$select=*", "$select=id,*"})
  void selectOfAStarIsEverything(String query) {
    Snapshot operation = anOperation();

    assertThat(bot.get(operation.url() + "?" + query).asString()).isEqualTo(operation.text());
  }

  @Test
  void selectOnAnUpdateAsksForARepresentation() {
    Snapshot before = anOperation();

    Response response =
        bot.request()
            .header("Prefer", "return=minimal")
            .body(PATCH)
            .patch(before.url() + "?$select=clientContext");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.header("Preference-Applied")).isNull();
    JsonObject body = Json.object(response);
    assertThat(body.keySet())
        .containsExactly("@odata.context", "@odata.type", "@odata.etag", "clientContext");
    assertThat(body.getString("clientContext")).isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$expand=call", "expand=call", "$expand=a,b"})
  void shapeThatCannotBeWrittenNeverFailsAnUpdate(String query) {
    Snapshot before = anOperation();

    Response response = bot.patch(before.url() + "?" + query, PATCH);

    isNoContent(response, null);
    Snapshot after = Snapshot.of(bot, before.url());
    assertThat(response.header("ETag")).isEqualTo(after.etag());
    assertThat(after.json().getString("clientContext")).isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$select=",
        "$select=id,",
        "$select=,id",
        "$select=\"id\"",
        "$select=id&$select=status",
        "$select=id&select=id"
      })
  void malformedSelectIsRefused(String query) {
    Snapshot operation = anOperation();

    operation
        .refuses(400, bot.get(operation.url() + "?" + query.replace("\"", "%22")))
        .about("$select");
    operation
        .refuses(400, bot.patch(operation.url() + "?" + query.replace("\"", "%22"), PATCH))
        .about("$select");
    Refusal.of(400, bot.get(callOf(operation) + "/operations?" + query.replace("\"", "%22")))
        .about("$select");
  }

  // ---- other query options, and segments of the system

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$filter=status eq 'Running'",
        "$top=1",
        "$skip=1",
        "$count=true",
        "$orderby=id",
        "$search=a",
        "$apply=a",
        "$compute=a",
        "$index=1",
        "$levels=1",
        "$deltatoken=a",
        "$schemaversion=1",
        "$nobodyknows=1",
        "@p1=1",
        "filter=a",
        "top=1",
        "skip=1",
        "count=true",
        "orderby=id",
        "search=a",
        "$TOP=1",
        "Filter=a",
        "%24top=1"
      })
  void optionThatMeansNothingIsNotImplemented(String query) {
    Snapshot operation = anOperation();
    String encoded = query.replace(" ", "%20");
    String name =
        query.substring(0, query.indexOf('=')).replace("%24", "$").toLowerCase(Locale.ROOT);
    String target = name.startsWith("$") || name.startsWith("@") ? name : "$" + name;
    String call = callOf(operation);

    operation.refuses(501, bot.get(operation.url() + "?" + encoded)).about(target);
    operation.refuses(501, bot.patch(operation.url() + "?" + encoded, PATCH)).about(target);
    operation.refuses(501, bot.request().delete(operation.url() + "?" + encoded)).about(target);
    Refusal.of(501, bot.request().body("{}").post(call + "/operations?" + encoded)).about(target);
    Refusal.of(501, bot.get(call + "?" + encoded)).about(target);
    Refusal.of(501, bot.request().delete(call + "?" + encoded)).about(target);
    if (!OF_LISTS.contains(target)) {
      Refusal.of(501, bot.get(call + "/operations?" + encoded)).about(target);
      Refusal.of(501, bot.get(bot.v1("/communications/calls?" + encoded))).about(target);
    }
    assertThat(Json.object(bot.get(call + "/operations")).getJsonArray("value")).hasSize(1);
  }

  @Test
  void whatAnOperationDoesNotHaveCannotBeExpanded() {
    Snapshot operation = anOperation();

    operation.refuses(400, bot.get(operation.url() + "?$expand=call")).about("$expand");
    Refusal.of(400, bot.get(callOf(operation) + "/operations?$expand=call")).about("$expand");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$skiptoken=AAAA", "skiptoken=AAAA"})
  void pageTokenMeansNothingForOneEntity(String query) {
    Snapshot operation = anOperation();

    operation.refuses(501, bot.get(operation.url() + "?" + query)).about("$skiptoken");
    operation.refuses(501, bot.patch(operation.url() + "?" + query, PATCH)).about("$skiptoken");
  }

  @Test
  void customQueryOptionIsIgnored() {
    Snapshot operation = anOperation();

    assertThat(bot.get(operation.url() + "?api-version=1&x=%24top").asString())
        .isEqualTo(operation.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/$ref", "/%24ref", "/$filter(x)"})
  void systemPathSegmentIsNotImplemented(String segment) {
    Snapshot operation = anOperation();

    Refusal.of(501, bot.get(callOf(operation) + "/operations" + segment));
    Refusal.of(501, bot.get(bot.v1("/communications/calls" + segment)));
    operation.refuses(501, bot.get(operation.url() + segment));
    operation.refuses(501, bot.patch(operation.url() + segment, PATCH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/$crossjoin(a)", "/$entity"})
  void systemResourceIsNotImplemented(String path) {
    Refusal.of(501, bot.get(bot.v1(path)));
  }

  // ---- creation

  @ParameterizedTest
  @ValueSource(strings = {"v1.0", "beta"})
  void creationAnswersTheEntityAndItsAbsoluteLocation(String root) {
    String calls = bot.url() + "/" + root + "/communications/calls";
    Response call = bot.request().body("{\"callbackUri\":\"https://bot.example/cb\"}").post(calls);
    String callUrl = call.header("Location");
    Response operation =
        bot.request().body("{\"status\":\"Running\"}").post(callUrl + "/operations");

    assertThat(call.statusCode()).isEqualTo(201);
    assertThat(callUrl).isEqualTo(calls + "/" + Json.object(call).getString("id"));
    assertThat(bot.get(callUrl).asString()).isEqualTo(call.asString());
    assertThat(operation.statusCode()).isEqualTo(201);
    assertThat(operation.header("Location"))
        .isEqualTo(callUrl + "/operations/" + Json.object(operation).getString("id"));
    assertThat(Json.object(operation).getString("id")).matches(GUID);
    assertThat(bot.get(operation.header("Location")).asString()).isEqualTo(operation.asString());
    assertThat(bot.get(operation.header("Location")).header("ETag"))
        .isEqualTo(operation.header("ETag"));
  }

  @Test
  void creationWithMinimalReturnTellsLocationAndEntityId() {
    String operations = bot.newCall() + "/operations";

    Response response =
        bot.request().header("Prefer", "return=minimal").body("{}").post(operations);

    isNoContent(response, "return=minimal");
    String location = response.header("Location");
    assertThat(location).startsWith(operations + "/");
    assertThat(response.header("OData-EntityId")).isEqualTo(location);
    assertThat(bot.get(location).header("ETag")).isEqualTo(response.header("ETag"));
  }

  @Test
  void creationHonoursSelect() {
    Response response = bot.request().body("{}").post(bot.newCall() + "/operations?$select=status");

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(Json.object(response).keySet())
        .containsExactly("@odata.context", "@odata.type", "@odata.etag", "status");
  }

  // ---- formats, versions, methods

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "*/*",
        "application/*",
        "application/json;odata.metadata=minimal",
        "application/json;metadata=minimal",
        "application/json; ODATA.METADATA=MINIMAL",
        "application/json;odata.streaming=false",
        "application/json;IEEE754Compatible=false",
        "application/json;charset=utf-8",
        "text/html, application/json;q=0.1"
      })
  void everyAcceptThatAllowsTheOneFormatGetsIt(String accept) {
    Snapshot operation = anOperation();

    Response response = bot.request().header("Accept", accept).get(operation.url());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.header("Content-Type")).isEqualTo(CONTENT_TYPE);
    assertThat(response.asString()).isEqualTo(operation.text());
  }

  @ParameterizedTest
  @CsvSource({
    "OData-Version,4.0",
    "OData-Version,4.01",
    "OData-MaxVersion,4.0",
    "OData-MaxVersion,4.01"
  })
  void versionsOfTheProtocolAreUnderstood(String header, String version) {
    Snapshot before = anOperation();

    Response response = bot.request().header(header, version).body(PATCH).patch(before.url());

    before.becomes(Json.with(before.json(), PATCH), response);
    assertThat(response.header("OData-Version")).isEqualTo("4.0");
  }

  @Test
  void headAnswersTheHeadersOfGet() {
    Snapshot operation = anOperation();

    Response response = bot.request().head(operation.url());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.asByteArray()).isEmpty();
    assertThat(response.header("ETag")).isEqualTo(operation.etag());
    assertThat(response.header("Content-Type")).isEqualTo(CONTENT_TYPE);
  }

  @Test
  void deletionIsNoContent() {
    Response response = bot.request().delete(bot.newOperation());

    isNoContent(response, null);
    assertThat(response.header("ETag")).isNull();
    assertThat(UUID.fromString(response.header("request-id"))).isNotNull();
  }
}
