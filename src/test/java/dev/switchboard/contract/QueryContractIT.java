package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import io.restassured.response.Response;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The query options of lists (OData 4.01 Protocol 11.2.6), against what is known of the entities.
 */
class QueryContractIT {

  /** Filters that are tried; the seed of each is its number. */
  private static final int FILTERS = 300;

  private static Api bot;
  private static String call;
  private static String operations;
  private static List<JsonObject> all;

  @BeforeAll
  static void fill() {
    bot = Api.bot();
    call = bot.newCall();
    operations = call + "/operations";
    Random random = new Random(42);
    for (int i = 0; i < 40; i++) {
      String type =
          List.of("playPromptOperation", "recordOperation", "sendDtmfTonesOperation").get(i % 3);
      StringBuilder document =
          new StringBuilder("{\"@odata.type\":\"#microsoft.graph.%s\"".formatted(type));
      String context = RandomFilters.CONTEXTS.get(random.nextInt(RandomFilters.CONTEXTS.size()));
      if (context != null) {
        document.append(",\"clientContext\":").append(Json.quoted(context));
      }
      String status = RandomFilters.STATUSES.get(random.nextInt(4));
      document.append(",\"status\":\"%s\"".formatted(status));
      if (random.nextBoolean()) {
        document.append(
            ",\"resultInfo\":{\"code\":%d,\"subcode\":%d,\"message\":\"Number %d\"}"
                .formatted(RandomFilters.CODES.get(random.nextInt(5)), i % 4, i));
      }
      if (i % 6 == 1) {
        document.append(",\"recordingLocation\":\"https://files.example/%d\"".formatted(i));
      }
      String unused = bot.newOperationFrom(call, document + ",\"colour\":\"red\"}");
    }
    all = values(bot.get(operations));
    assertThat(all).hasSize(40);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Response list(String option, String value) {
    return bot.get(operations + "?" + encoded(option) + "=" + encoded(value));
  }

  private static List<JsonObject> values(Response response) {
    return Json.object(response.then().statusCode(200).extract().response())
        .getJsonArray("value")
        .getValuesAs(JsonObject.class);
  }

  private static List<String> ids(List<JsonObject> entities) {
    return entities.stream().map(entity -> entity.getString("id")).toList();
  }

  private static List<String> idsWhere(Predicate<JsonObject> predicate) {
    return ids(all.stream().filter(predicate).toList());
  }

  // ---- $filter

  @Test
  void randomFiltersSelectWhatTheySay() {
    int selecting = 0;
    for (int seed = 0; seed < FILTERS; seed++) {
      RandomFilters.Filter filter = new RandomFilters(seed).next(3);

      List<String> selected = ids(values(list("$filter", filter.text())));

      assertThat(selected).as(filter.text()).isEqualTo(idsWhere(filter::selects));
      selecting += selected.isEmpty() || selected.size() == all.size() ? 0 : 1;
    }
    // Most of them tell operations apart.
    assertThat(selecting).isGreaterThan(FILTERS / 2);
  }

  @Test
  void memberOfADerivedTypeIsFilteredByItsCast() {
    assertThat(
            ids(
                values(
                    list(
                        "$filter",
                        "startswith(microsoft.graph.recordOperation/recordingLocation,'https:')"))))
        .isNotEmpty()
        .isEqualTo(idsWhere(operation -> operation.get("recordingLocation") instanceof JsonString));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"$filter", "filter", "$Filter", "FILTER", "%24filter"})
  void optionIsUnderstoodInEverySpelling(String name) {
    assertThat(ids(values(bot.get(operations + "?" + name + "=" + encoded("status eq 'Failed'")))))
        .isNotEmpty()
        .isEqualTo(idsWhere(operation -> operation.getString("status").equals("Failed")));
  }

  @Test
  void aliasStandsForAPartOfTheFilter() {
    Response response =
        bot.get(
            operations
                + "?$filter="
                + encoded("status eq @s or clientContext in @c")
                + "&@s="
                + encoded("'Failed'")
                + "&@c="
                + encoded("('alpha','Alpha')"));

    assertThat(ids(values(response)))
        .isEqualTo(
            idsWhere(
                operation ->
                    operation.getString("status").equals("Failed")
                        || "alpha".equalsIgnoreCase(RandomFilters.context(operation))));
  }

  @Test
  void idIsFilteredInEitherForm() {
    String id = all.get(7).getString("id");

    for (String form : List.of(id, id.replace("-", "").toUpperCase(Locale.ROOT))) {
      assertThat(ids(values(list("$filter", "id eq '%s'".formatted(form))))).containsExactly(id);
    }
    assertThat(values(list("$filter", "id eq 'nothing'"))).isEmpty();
    assertThat(values(list("$filter", "not (id eq 'nothing')"))).hasSize(all.size());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "status eq 'Done'              | 400 | 'Done'",
        "resultInfo/code eq 'x'        | 400 | 'x'",
        "clientContext eq              | 400 | character 17",
        "frob(clientContext) eq 1      | 400 | frob",
        "colour eq 'red'               | 501 | colour",
        "year(clientContext) eq 1      | 501 | year",
        "recordingAccessToken eq 'x'   | 501 | recordingAccessToken",
        "participants/any(p: p/hidden) | 501 | participants",
      })
  void whatCannotBeFilteredIsRefused(String filter, int status, String said) {
    Response response = list("$filter", filter);

    Refusal.of(status, response).about("$filter");
    assertThat(Json.object(response).getJsonObject("error").getString("message")).contains(said);
  }

  @Test
  void hugeFilterIsRefused() {
    for (String filter :
        List.of(
            "(".repeat(10_000) + "true" + ")".repeat(10_000),
            IntStream.range(0, 2_000).mapToObj(i -> "true").collect(Collectors.joining(" or ")))) {
      Refusal.of(400, bot.get(operations + "?$filter=" + filter.replace(" ", "%20")))
          .about("$filter");
    }
  }

  // ---- $orderby, and paging in an order

  private static final Map<String, Comparator<JsonObject>> KEYS =
      Map.of(
          "status",
          Comparator.comparing(
              operation -> RandomFilters.STATUSES.indexOf(operation.getString("status"))),
          "resultInfo/code",
          Comparator.comparing(
              RandomFilters::code, Comparator.nullsFirst(Comparator.naturalOrder())),
          "resultInfo/subcode",
          Comparator.comparing(
              QueryContractIT::subcode, Comparator.nullsFirst(Comparator.naturalOrder())),
          "id",
          Comparator.comparing(operation -> operation.getString("id")));

  private static Integer subcode(JsonObject operation) {
    return operation.get("resultInfo") instanceof JsonObject result
        ? (Integer) result.getInt("subcode")
        : null;
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "id",
        "id desc",
        "status",
        "status desc",
        "resultInfo/code",
        "resultInfo/code desc",
        "status asc, resultInfo/code desc",
        "resultInfo/subcode desc,status,resultInfo/code",
        "resultInfo/subcode,resultInfo/code desc,id desc"
      })
  void pagesTogetherAreInOrder(String orderby) {
    Comparator<JsonObject> order = Comparator.comparing(JsonObject::isEmpty);
    for (String key : orderby.split(",", -1)) {
      String[] parts = key.strip().split(" ", -1);
      Comparator<JsonObject> one = KEYS.get(parts[0]);
      order =
          order.thenComparing(parts.length == 2 && parts[1].equals("desc") ? one.reversed() : one);
    }
    List<String> expected = ids(all.stream().sorted(order.thenComparing(KEYS.get("id"))).toList());

    assertThat(ids(walk(operations + "?$orderby=" + encoded(orderby), 7))).isEqualTo(expected);
    assertThat(ids(values(list("$orderby", orderby)))).isEqualTo(expected);
  }

  @Test
  void nullIsBeforeEveryValue() {
    List<String> contexts =
        values(list("$orderby", "clientContext")).stream().map(RandomFilters::context).toList();
    List<String> descending =
        values(list("$orderby", "clientContext desc")).stream()
            .map(RandomFilters::context)
            .toList();

    int nulls = (int) contexts.stream().filter(Objects::isNull).count();
    assertThat(nulls).isPositive();
    assertThat(contexts.subList(0, nulls)).containsOnlyNulls();
    assertThat(descending.subList(descending.size() - nulls, descending.size()))
        .containsOnlyNulls();
    assertThat(walk(operations + "?$orderby=clientContext", 3))
        .extracting(RandomFilters::context)
        .isEqualTo(contexts);
  }

  private static List<JsonObject> walk(String url, int size) {
    List<JsonObject> entities = new ArrayList<>();
    String next = url;
    while (next != null) {
      Response response = bot.request().header("Prefer", "odata.maxpagesize=" + size).get(next);
      List<JsonObject> page = values(response);
      assertThat(page).hasSizeLessThanOrEqualTo(size);
      assertThat(response.header("Preference-Applied")).isEqualTo("odata.maxpagesize=" + size);
      entities.addAll(page);
      next = Json.object(response).getString("@odata.nextLink", null);
    }
    return entities;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "resultInfo          | 400",
        "participants        | 501",
        "nothing             | 501",
        "status up           | 400",
        "resultInfo/message  | 501",
        "tolower(status)     | 400"
      })
  void whatHasNoOrderIsRefused(String orderby, int status) {
    Refusal.of(status, list("$orderby", orderby)).about("$orderby");
  }

  // ---- $top, $skip, $count

  @ParameterizedTest(name = "$top={0}, $skip={1}")
  @CsvSource({"5, 0", "5, 38", "0, 0", "100, 0", "13, 9", "40, 40"})
  void topAndSkipCutTheList(int top, int skip) {
    List<JsonObject> entities =
        walk(operations + "?$top=%d&$skip=%d&$count=true".formatted(top, skip), 4);

    assertThat(ids(entities)).isEqualTo(ids(all.stream().skip(skip).limit(top).toList()));
  }

  @Test
  void countIsThatOfAllPages() {
    String filter = "$filter=" + encoded("status ne 'Failed'");
    List<String> matching = idsWhere(operation -> !operation.getString("status").equals("Failed"));

    JsonObject page = Json.object(bot.get(operations + "?$count=true&$top=1&" + filter));
    assertThat(page.getInt("@odata.count")).isEqualTo(matching.size());
    assertThat(page.getJsonArray("value")).hasSize(1);
    assertThat(Json.object(bot.get(operations + "?$count=false")))
        .doesNotContainKey("@odata.count");

    Response count = bot.get(operations + "/$count?" + filter);
    assertThat(count.statusCode()).isEqualTo(200);
    assertThat(count.contentType()).startsWith("text/plain");
    assertThat(count.asString()).isEqualTo(Integer.toString(matching.size()));
  }

  @Test
  void countOfATypeOrOfCallsIsPlainText() {
    assertThat(
            bot.anonymous()
                .header("Authorization", "Bearer " + bot.token())
                .header("Accept", "text/plain")
                .get(operations + "/microsoft.graph.recordOperation/$count")
                .asString())
        .isEqualTo("13");
    assertThat(bot.get(bot.v1("/communications/calls/$count")).asString()).isEqualTo("1");
    Refusal.of(501, bot.get(operations + "/$count?$top=1")).about("$top");
    Refusal.of(404, bot.get(bot.v1("/communications/calls/nothing/operations/$count")));
    Refusal.of(405, bot.request().delete(operations + "/$count"));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "$top, 2147483648",
    "$top, -1",
    "$top, x",
    "$skip, 99999999999999999999",
    "$count, yes",
    "$skiptoken, AAAA",
    "$search, ''"
  })
  void wrongValueIsRefused(String option, String value) {
    Refusal.of(400, list(option, value)).about(option);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"$apply", "$compute", "$deltatoken", "$index", "$levels", "$nothing"})
  void unknownOptionIsNotImplemented(String option) {
    Refusal.of(501, list(option, "1")).about(option);
  }

  // ---- $skiptoken

  @Test
  void tokenIsOfItsOwnListOnly() {
    String filter = "$filter=" + encoded("status ne 'Failed'");
    String next =
        Json.object(bot.request().header("Prefer", "maxpagesize=2").get(operations + "?" + filter))
            .getString("@odata.nextLink");
    String token = next.replaceFirst(".*skiptoken=", "");
    String otherCall = bot.newCall();

    assertThat(values(bot.get(next))).isNotEmpty();
    for (String url :
        List.of(
            operations + "?$skiptoken=" + token,
            operations + "?$filter=" + encoded("status eq 'Failed'") + "&$skiptoken=" + token,
            operations + "?" + filter + "&$orderby=id&$skiptoken=" + token,
            operations + "/microsoft.graph.recordOperation?" + filter + "&$skiptoken=" + token,
            otherCall + "/operations?" + filter + "&$skiptoken=" + token,
            operations + "?" + filter + "&$skiptoken=" + token.substring(1))) {
      Refusal.of(400, bot.get(url)).about("$skiptoken");
    }
    Refusal.of(400, bot.as("media").get(next)).about("$skiptoken");
  }

  @Test
  void pagesStayRightWhileRowsComeAndGo() {
    String here = bot.newCall();
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      created.add(bot.newOperation(here, "playPromptOperation").replaceFirst(".*/", ""));
    }
    Response first =
        bot.request().header("Prefer", "odata.maxpagesize=3").get(here + "/operations");
    for (String gone : List.of(created.get(0), created.get(2), created.get(3))) {
      bot.request().delete(here + "/operations/" + gone).then().statusCode(204);
    }
    String late = bot.newOperation(here, "playPromptOperation").replaceFirst(".*/", "");

    assertThat(ids(values(first))).isEqualTo(created.subList(0, 3));
    assertThat(ids(values(bot.get(Json.object(first).getString("@odata.nextLink")))))
        .containsExactly(created.get(4), created.get(5), late);
  }

  // ---- casts, $select, $search, $expand

  @Test
  void castOfTheCollectionSelectsAType() {
    List<JsonObject> records =
        values(bot.get(operations + "/microsoft.graph.recordOperation?$count=true"));

    assertThat(ids(records))
        .isEqualTo(
            idsWhere(
                operation ->
                    operation.getString("@odata.type").equals("#microsoft.graph.recordOperation")));
    Refusal.of(404, bot.get(operations + "/microsoft.graph.nothing"));
  }

  @Test
  void nestedMembersAreSelected() {
    Response response = list("$select", "id,resultInfo/code");

    assertThat(Json.object(response).getString("@odata.context"))
        .endsWith("/operations(id,resultInfo/code)");
    List<JsonObject> selected = values(response);
    for (int i = 0; i < selected.size(); i++) {
      JsonValue result = selected.get(i).get("resultInfo");
      assertThat(selected.get(i).keySet())
          .containsExactlyInAnyOrder("@odata.type", "@odata.etag", "id", "resultInfo");
      if (result instanceof JsonObject object) {
        assertThat(object.keySet()).containsExactly("@odata.type", "code");
        assertThat(object.getInt("code")).isEqualTo(RandomFilters.code(all.get(i)));
      }
    }
  }

  @Test
  void searchFindsWordsInContextAndMessage() {
    assertThat(ids(values(list("$search", "ALPHA"))))
        .isNotEmpty()
        .isEqualTo(
            idsWhere(operation -> "alpha".equalsIgnoreCase(RandomFilters.context(operation))));
    assertThat(ids(values(list("$search", "\"number 1\" AND NOT alpha"))))
        .isEqualTo(
            idsWhere(
                operation ->
                    operation.get("resultInfo") instanceof JsonObject result
                        && result.getString("message").startsWith("Number 1")
                        && !"alpha".equalsIgnoreCase(RandomFilters.context(operation))));
    assertThat(values(list("$search", "50%_"))).isNotEmpty();
    Refusal.of(501, bot.get(bot.v1("/communications/calls?$search=x"))).about("$search");
  }

  @Test
  void operationsAreExpandedInTheirCall() {
    JsonObject expanded =
        Json.object(
            bot.get(
                call
                    + "?$expand="
                    + encoded(
                        "operations($filter=status eq 'Failed';$select=id,status;$orderby=id desc;$count=true;$top=3)")));

    List<String> failed = new ArrayList<>(idsWhere(o -> o.getString("status").equals("Failed")));
    Collections.reverse(failed);
    assertThat(expanded.getString("@odata.context"))
        .endsWith("#communications/calls(operations(id,status))/$entity");
    assertThat(expanded.getInt("operations@odata.count")).isEqualTo(failed.size());
    assertThat(ids(expanded.getJsonArray("operations").getValuesAs(JsonObject.class)))
        .isEqualTo(failed.subList(0, 3));
    assertThat(expanded.getJsonArray("operations").getJsonObject(0).keySet())
        .containsExactlyInAnyOrder("@odata.type", "@odata.etag", "id", "status");
  }

  @Test
  void expandedPageGoesOnByItsOwnLink() {
    JsonObject listed =
        Json.object(bot.get(bot.v1("/communications/calls?$expand=operations")))
            .getJsonArray("value")
            .getJsonObject(0);

    JsonArray first = listed.getJsonArray("operations");
    assertThat(first).hasSize(20);
    List<String> walked = new ArrayList<>(ids(first.getValuesAs(JsonObject.class)));
    walked.addAll(ids(walk(listed.getString("operations@odata.nextLink"), 100)));
    assertThat(walked).isEqualTo(ids(all));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "participants                     | 400",
        "nothing                          | 400",
        "operations/$count                | 501",
        "operations/$ref                  | 501",
        "operations($levels=2)            | 501",
        "operations($filter=x eq          | 400",
        "operations,operations            | 501",
        "operations/microsoft.graph.call  | 400"
      })
  void whatCannotBeExpandedIsRefused(String expand, int status) {
    Refusal.of(status, bot.get(call + "?$expand=" + encoded(expand))).about("$expand");
  }

  @Test
  void whatIsWrongInsideAnExpansionIsSaidOfTheOptionInside() {
    Refusal.of(400, bot.get(call + "?$expand=" + encoded("operations($filter=id eq)")))
        .about("$filter");
  }

  // ---- how much control information

  @Test
  void noMetadataLeavesTheMembersAlone() {
    for (Response response :
        List.of(
            bot.get(
                operations + "?$format=application/json;odata.metadata=none&$count=true&$top=1"),
            bot.request()
                .header("Accept", "application/json;odata.metadata=none")
                .get(operations + "?$count=true&$top=1"))) {
      assertThat(response.contentType()).startsWith("application/json;odata.metadata=none;");
      JsonObject page = Json.object(response);
      assertThat(page.keySet()).containsExactlyInAnyOrder("@odata.count", "value");
      assertThat(page.getJsonArray("value").getJsonObject(0).keySet())
          .noneMatch(name -> name.contains("@"));
    }
  }

  @Test
  void fullMetadataTellsLinksAndTypes() {
    JsonObject operation =
        Json.object(
            bot.request()
                .header("Accept", "application/json;odata.metadata=full")
                .get(operations + "/" + all.get(1).getString("id")));
    String canonical =
        bot.v1(
            "/communications/calls('%s')/operations('%s')"
                .formatted(call.replaceFirst(".*/", ""), all.get(1).getString("id")));

    assertThat(operation.getString("@odata.id")).isEqualTo(canonical);
    assertThat(operation.getString("@odata.editLink"))
        .isEqualTo(canonical + "/microsoft.graph.recordOperation");
    assertThat(operation.getString("status@odata.type"))
        .isEqualTo("#microsoft.graph.operationStatus");
    assertThat(
            bot.get(operation.getString("@odata.editLink"))
                .then()
                .statusCode(200)
                .extract()
                .header("ETag"))
        .isEqualTo(operation.getString("@odata.etag"));
    JsonObject callInFull =
        Json.object(bot.get(call + "?$format=application/json;odata.metadata=full"));
    assertThat(values(bot.get(callInFull.getString("operations@odata.navigationLink"))))
        .hasSize(all.size());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"xml", "atom", "text/plain", "application/json;odata.metadata=most"})
  void otherFormatIsNotAcceptable(String format) {
    Refusal.of(406, list("$format", format)).about("$format");
  }

  @Test
  void formatWinsOverAccept() {
    assertThat(
            bot.request()
                .header("Accept", "text/html")
                .get(operations + "?$format=json")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void unknownMembersMayBeAskedFor() {
    assertThat(
            bot.request()
                .header("Prefer", "include-unknown-enum-members")
                .get(operations)
                .header("Preference-Applied"))
        .isEqualTo("include-unknown-enum-members");
  }
}
