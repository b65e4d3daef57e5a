package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code $orderby}, {@code $top}, {@code $skip} and what goes on behind a page (OData 4.01 Protocol
 * 11.2.6.2 to 11.2.6.7), against what is known of the operations.
 */
class PagingContractIT extends QueryScene {

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
              PagingContractIT::subcode, Comparator.nullsFirst(Comparator.naturalOrder())),
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
    List<String> created = newOperations(here, 6);
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

  @Test
  void whatComesBeforeThePlaceOfAPageIsNotOnTheNext() {
    String here = bot.newCall();
    List<String> created = newOperations(here, 5);
    Response first =
        bot.request()
            .header("Prefer", "odata.maxpagesize=2")
            .get(here + "/operations?$orderby=id%20desc");
    // Newer than all, so it would have been the first.
    String late = newOperations(here, 1).get(0);
    bot.request().delete(here + "/operations/" + created.get(3)).then().statusCode(204);

    assertThat(ids(values(first))).containsExactly(created.get(4), created.get(3));
    assertThat(ids(walk(Json.object(first).getString("@odata.nextLink"), 2)))
        .containsExactly(created.get(2), created.get(1), created.get(0))
        .doesNotContain(late);
  }

  @Test
  void entitiesThatMoveInTheOrderTakeNoOthersWithThem() {
    String here = bot.newCall();
    List<String> waiting = newOperations(here, 4);
    List<String> running = newOperations(here, 3);
    running.forEach(id -> move(here, id, "Running"));
    Response first =
        bot.request()
            .header("Prefer", "odata.maxpagesize=2")
            .get(here + "/operations?$orderby=status%20desc");
    // The last of the page, whose place the next one goes on from, moves to the front,
    move(here, running.get(1), "Completed");
    // one that was behind moves before that place,
    move(here, waiting.get(0), "Running");
    // and new ones come in between and at the end.
    String late = newOperations(here, 2).get(0);
    String between = newOperations(here, 1).get(0);
    move(here, between, "Running");

    List<String> rest = ids(walk(Json.object(first).getString("@odata.nextLink"), 2));

    assertThat(ids(values(first))).containsExactly(running.get(0), running.get(1));
    assertThat(rest).startsWith(running.get(2), between, waiting.get(1), waiting.get(2));
    assertThat(rest).contains(waiting.get(3), late).doesNotHaveDuplicates();
    assertThat(rest).doesNotContain(running.get(0), running.get(1), waiting.get(0));
  }

  private List<String> newOperations(String call, int count) {
    List<String> created = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      created.add(bot.newOperation(call, "playPromptOperation").replaceFirst(".*/", ""));
    }
    return created;
  }

  private void move(String call, String id, String status) {
    bot.patch(call + "/operations/" + id, "{\"status\":\"%s\"}".formatted(status))
        .then()
        .statusCode(200);
  }
}
