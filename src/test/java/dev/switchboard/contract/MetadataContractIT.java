package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the service says of itself: service document and metadata, wire contract 1 and 7. */
class MetadataContractIT {

  private static final String XML = "application/xml";
  private static final String JSON = "application/json";
  private static final String NAMESPACE = "microsoft.graph.";

  private final Api bot = Api.bot();

  private Response get(String path) {
    return bot.anonymous().get(bot.url() + path);
  }

  private JsonObject metadata() {
    Response response = get("/v1.0/$metadata?$format=json");
    assertThat(response.statusCode()).isEqualTo(200);
    return Json.object(response).getJsonObject("microsoft.graph");
  }

  private static void isDescription(Response response, String type) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    assertThat(response.contentType()).startsWith(type);
    assertThat(response.header("OData-Version")).isEqualTo("4.0");
    assertThat(response.header("request-id")).isNotNull();
    assertThat(response.header("WWW-Authenticate")).isNull();
  }

  // ---- metadata

  @ParameterizedTest
  @ValueSource(strings = {"/v1.0/$metadata", "/beta/$metadata", "/v1.0/%24metadata"})
  void metadataIsXmlForEverybody(String path) throws Exception {
    Response response = get(path);

    isDescription(response, XML);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document =
        factory.newDocumentBuilder().parse(new ByteArrayInputStream(response.asByteArray()));
    assertThat(document.getDocumentElement().getNodeName()).isEqualTo("edmx:Edmx");
    assertThat(document.getDocumentElement().getAttribute("Version")).isEqualTo("4.0");
    NodeList singletons = document.getElementsByTagName("Singleton");
    assertThat(singletons.getLength()).isEqualTo(1);
    assertThat(((Element) singletons.item(0)).getAttribute("Name")).isEqualTo("communications");
    assertThat(document.getElementsByTagName("EntityType").getLength()).isGreaterThan(14);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1.0/$metadata", "/beta/$metadata"})
  void metadataIsJsonOnDemand(String path) {
    Response response = bot.anonymous().header("Accept", JSON).get(bot.url() + path);

    isDescription(response, JSON);
    JsonObject document = Json.object(response);
    assertThat(document.getString("$Version")).isEqualTo("4.0");
    assertThat(document.getString("$EntityContainer")).isEqualTo(NAMESPACE + "GraphService");
    assertThat(document.getJsonObject("microsoft.graph").getJsonObject("GraphService"))
        .containsKey("communications");
  }

  @Test
  void bothRootsSayTheSame() {
    assertThat(get("/beta/$metadata").asByteArray())
        .isEqualTo(get("/v1.0/$metadata").asByteArray());
    assertThat(get("/beta/$metadata?$format=json").asString())
        .isEqualTo(get("/v1.0/$metadata?$format=json").asString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/xml | application/xml",
        "application/json | application/json",
        "*/* | application/xml",
        "application/* | application/xml",
        "application/json;odata.metadata=minimal | application/json",
        "application/xml;q=0.4, application/json;q=0.5 | application/json",
        "application/json;q=0.4, application/xml;q=0.5 | application/xml",
        "application/xml;q=0, */* | application/json",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | application/xml"
      })
  void acceptChoosesTheFormat(String accept, String type) {
    isDescription(
        bot.anonymous().header("Accept", accept).get(bot.url() + "/v1.0/$metadata"), type);
  }

  @ParameterizedTest
  @CsvSource({
    "$format=json, application/json",
    "$format=JSON, application/json",
    "format=json, application/json",
    "%24format=json, application/json",
    "$format=application/json, application/json",
    "$format=application%2Fjson, application/json",
    "$format=xml, application/xml",
    "$format=application/xml, application/xml"
  })
  void formatWinsOverAccept(String query, String type) {
    String url = bot.url() + "/beta/$metadata?" + query;

    isDescription(bot.anonymous().get(url), type);
    for (String accept : List.of("text/html", XML, JSON)) {
      isDescription(bot.anonymous().header("Accept", accept).get(url), type);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "text/xml",
        "application/atom+xml",
        "application/json;odata.metadata=most",
        "application/xml;q=0, application/json;q=0"
      })
  void otherFormatByAcceptIsNotAcceptable(String accept) {
    Refusal.of(406, bot.anonymous().header("Accept", accept).get(bot.url() + "/v1.0/$metadata"))
        .about("Accept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"atom", "text/xml", "*/*", "", "application/json;odata.metadata=most"})
  void otherFormatByOptionIsNotAcceptable(String format) {
    Refusal.of(406, get("/v1.0/$metadata?$format=" + format)).about("$format");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$select=id", "$filter=a", "top=1", "$schemaversion=1", "$x=1", "@p=1"})
  void otherOptionIsNotImplemented(String query) {
    Refusal.of(501, get("/v1.0/$metadata?" + query));
    Refusal.of(501, get("/v1.0?" + query));
    Refusal.of(501, get("/v1.0/$metadata?$format=json&" + query));
  }

  @Test
  void formatStandsOnce() {
    Refusal.of(400, get("/v1.0/$metadata?$format=json&format=xml")).about("$format");
  }

  @Test
  void customOptionMeansNothing() {
    isDescription(get("/v1.0/$metadata?api-version=1"), XML);
    isDescription(get("/v1.0/?api-version=1"), JSON);
  }

  // ---- service document

  @ParameterizedTest
  @ValueSource(strings = {"/v1.0", "/v1.0/", "/beta", "/beta/"})
  void serviceDocumentTellsWhatThereIs(String path) {
    Response response = get(path);

    isDescription(response, JSON);
    assertThat(response.header("Content-Type")).contains("odata.metadata=minimal");
    String root = bot.url() + "/" + path.replace("/", "");
    assertThat(Json.object(response))
        .isEqualTo(
            Json.object(
                "{\"@odata.context\":\"%s/$metadata\",\"value\":[{\"name\":\"communications\","
                        .formatted(root)
                    + "\"kind\":\"Singleton\",\"url\":\"%s/communications\"}]}".formatted(root)));
    assertThat(response.asString()).startsWith("{\"@odata.context\":");
  }

  @Test
  void linksOfTheServiceDocumentLeadOn() {
    JsonObject document = Json.object(get("/beta"));

    isDescription(bot.anonymous().get(document.getString("@odata.context")), XML);
    String url = document.getJsonArray("value").getJsonObject(0).getString("url");
    assertThat(bot.get(url).statusCode()).isEqualTo(200);
    assertThat(bot.get(url + "/calls").statusCode()).isEqualTo(200);
  }

  @Test
  void singletonTellsWhatItIsAndWhereTheCallsAre() {
    for (String root : List.of("/v1.0", "/beta")) {
      String url = bot.url() + root + "/communications";
      String context =
          "\"@odata.context\":\"%s/$metadata#communications\",".formatted(bot.url() + root)
              + "\"@odata.type\":\"#microsoft.graph.cloudCommunications\"";

      Response response = bot.get(url);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.header("OData-Version")).isEqualTo("4.0");
      assertThat(response.header("Content-Type"))
          .isEqualTo(bot.get(url + "/calls").header("Content-Type"));
      assertThat(response.asString()).isEqualTo("{" + context + "}");
      assertThat(bot.get(url + "?$format=application/json;odata.metadata=none").asString())
          .isEqualTo("{}");
      JsonObject full = Json.object(bot.get(url + "?$format=application/json;odata.metadata=full"));
      assertThat(full)
          .isEqualTo(
              Json.object(
                  "{%s,\"@odata.id\":\"%s\",\"calls@odata.navigationLink\":\"%s/calls\",\"notifications@odata.navigationLink\":\"%s/notifications\"}"
                      .formatted(context, url, url, url)));
      assertThat(bot.get(full.getString("calls@odata.navigationLink")).statusCode()).isEqualTo(200);
      Refusal.of(501, bot.get(url + "?$select=calls")).about("$select");
      Refusal.of(405, bot.patch(url, "{}"));
      Refusal.of(403, bot.as("guest").get(url));
      Refusal.of(401, bot.anonymous().get(url));
    }
  }

  @Test
  void serviceDocumentIsJsonOnly() {
    Refusal.of(406, bot.anonymous().header("Accept", XML).get(bot.url() + "/v1.0")).about("Accept");
    Refusal.of(406, get("/v1.0/?$format=xml")).about("$format");
    Refusal.of(501, get("/v1.0/?$top=1")).about("$top");
  }

  // ---- both

  static Stream<String> descriptions() {
    return Stream.of("/v1.0", "/v1.0/", "/v1.0/$metadata", "/beta", "/beta/", "/beta/$metadata");
  }

  @ParameterizedTest
  @MethodSource("descriptions")
  void descriptionCannotBeChanged(String path) {
    String url = bot.url() + path;
    for (Response response :
        List.of(
            bot.anonymous().body("{}").post(url),
            bot.anonymous().body("{}").patch(url),
            bot.anonymous().body("{}").put(url),
            bot.anonymous().delete(url),
            bot.request().body("{}").post(url),
            bot.request().delete(url))) {
      Refusal refusal = Refusal.of(405, response);
      assertThat(refusal.header("Allow")).contains("GET").doesNotContain("POST", "DELETE");
      assertThat(refusal.header("OData-Version")).isEqualTo("4.0");
    }
  }

  @ParameterizedTest
  @MethodSource("descriptions")
  void tokenIsNotLookedAt(String path) {
    String body = get(path).asString();

    assertThat(bot.get(bot.url() + path).asString()).isEqualTo(body);
    Response response =
        bot.anonymous().header("Authorization", "Bearer none").get(bot.url() + path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.asString()).isEqualTo(body);
  }

  @ParameterizedTest
  @MethodSource("descriptions")
  void headAnswersTheHeadersOfGet(String path) {
    Response response = bot.anonymous().head(bot.url() + path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.asByteArray()).isEmpty();
    assertThat(response.contentType()).isEqualTo(get(path).contentType());
  }

  @ParameterizedTest
  @MethodSource("descriptions")
  void headersOfTheProtocolHold(String path) {
    Refusal.of(400, bot.anonymous().header("OData-MaxVersion", "3.0").get(bot.url() + path))
        .about("OData-MaxVersion");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1.0/$metadata/",
        "/v1.0/$metadata/x",
        "/v1.0/$metadata;x=1",
        "/v1.0;x=1/$metadata",
        "/v1.0/$Metadata",
        "/v1.0/communications",
        "/v1.0/communications/$metadata",
        "/v1.0/$batch"
      })
  void everythingElseNeedsAToken(String path) {
    Refusal.of(401, get(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/communications/$metadata", "/communications/calls/$metadata"})
  void metadataStandsBehindTheRootOnly(String path) {
    Refusal.of(501, bot.get(bot.v1(path)));
  }

  // ---- the truth of it

  /** The names of the members that a type declares, inherited ones included. */
  private static Set<String> members(JsonObject metadata, String name) {
    Set<String> members = new TreeSet<>();
    JsonObject type = metadata.getJsonObject(name);
    if (type.containsKey("$BaseType")) {
      members.addAll(members(metadata, type.getString("$BaseType").substring(NAMESPACE.length())));
    }
    type.keySet().stream().filter(member -> !member.startsWith("$")).forEach(members::add);
    return members;
  }

  private static Set<String> served(JsonObject entity) {
    Set<String> members = new TreeSet<>(entity.keySet());
    members.removeIf(member -> member.contains("@"));
    return members;
  }

  @Test
  void everyOperationHasTheMembersThatItsTypeDeclares() {
    JsonObject metadata = metadata();
    List<String> types = new ArrayList<>();
    metadata.forEach(
        (name, type) -> {
          if (derivesFrom(metadata, type, "commsOperation") || name.equals("commsOperation")) {
            types.add(name);
          }
        });
    String call = bot.newCall();

    assertThat(types).hasSize(13);
    for (String type : types) {
      JsonObject operation = Json.object(bot.get(bot.newOperation(call, type)));
      assertThat(operation.getString("@odata.type")).isEqualTo("#" + NAMESPACE + type);
      assertThat(served(operation)).as(type).isEqualTo(members(metadata, type));
    }
  }

  private static boolean derivesFrom(JsonObject metadata, JsonValue type, String base) {
    if (!(type instanceof JsonObject described)) {
      // The overloads of an action.
      return false;
    }
    String direct = described.getString("$BaseType", "").replace(NAMESPACE, "");
    return direct.equals(base)
        || (!direct.isEmpty() && derivesFrom(metadata, metadata.get(direct), base));
  }

  @Test
  void callHasTheMembersThatItsTypeDeclares() {
    JsonObject metadata = metadata();
    Set<String> declared = members(metadata, "call");

    assertThat(declared.removeAll(Set.of("operations", "notifications", "participants"))).isTrue();
    assertThat(served(Json.object(bot.get(bot.newCall())))).isEqualTo(declared);
  }

  @Test
  void resultInfoHasTheMembersThatItsTypeDeclares() {
    String operation = bot.newOperation();
    bot.patch(operation, "{\"status\":\"Failed\",\"resultInfo\":{\"code\":500}}");

    assertThat(served(Json.object(bot.get(operation)).getJsonObject("resultInfo")))
        .isEqualTo(members(metadata(), "resultInfo"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NotStarted", "Running", "Completed", "Failed"})
  void statusIsAMemberOfItsType(String status) {
    String operation = bot.newOperationFrom(bot.newCall(), "{\"status\":\"%s\"}".formatted(status));

    assertThat(metadata().getJsonObject("operationStatus"))
        .containsKey(Json.object(bot.get(operation)).getString("status"));
  }
}
