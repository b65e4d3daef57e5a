package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code $filter} (OData 4.01 Protocol 11.2.6.1), against what is known of the operations. */
class FilterContractIT extends QueryScene {

  /** Filters that are tried; the seed of each is its number. */
  private static final int FILTERS = 300;

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
  void membersOfACallAreFilteredAsItShowsThem() {
    Api own = Api.bot();
    String plain = newCall(own, "");
    String incoming = newCall(own, ",\"state\":\"incoming\",\"subject\":\"50%_ of it's\"");
    String declared =
        newCall(
            own,
            ",\"subject\":\"Sales\",\"direction\":\"incoming\",\"callChainId\":\"chain\","
                + "\"myParticipantId\":\"me\",\"tenantId\":\"elsewhere\"");
    own.request().delete(own.v1("/communications/calls/" + incoming)).then().statusCode(204);

    Map.of(
            "subject eq null",
            List.of(plain),
            "subject ne 'Sales'",
            List.of(plain, incoming),
            "contains(subject,'%_ of it''s')",
            List.of(incoming),
            "startswith(tolower(subject),'sales')",
            List.of(declared),
            "direction eq 'incoming'",
            List.of(incoming, declared),
            "direction eq microsoft.graph.callDirection'outgoing'",
            List.of(plain),
            "callChainId eq 'chain' and myParticipantId in ('me','you')",
            List.of(declared),
            "tenantId eq '%s'".formatted(own.tenant()),
            List.of(plain, incoming),
            "tenantId eq 'elsewhere'",
            List.of(declared))
        .forEach(
            (filter, selected) ->
                assertThat(
                        ids(
                            values(
                                own.get(
                                    own.v1("/communications/calls?$filter=" + encoded(filter))))))
                    .as(filter)
                    .isEqualTo(selected));
    assertThat(ids(values(own.get(own.v1("/communications/calls?$orderby=direction%20desc")))))
        .containsExactly(plain, incoming, declared);
    for (String kept : List.of("source eq null", "mediaConfig ne null", "targets/any()")) {
      Refusal.of(501, own.get(own.v1("/communications/calls?$filter=" + encoded(kept))))
          .about("$filter");
    }
  }

  @Test
  void directionOfACallStaysWhenItEnds() {
    Api own = Api.bot();
    String call = own.v1("/communications/calls/" + newCall(own, ",\"state\":\"incoming\""));
    own.request().delete(call).then().statusCode(204);

    assertThat(Json.object(own.get(call)).getString("direction")).isEqualTo("incoming");
  }

  private static String newCall(Api own, String members) {
    return Json.object(
            own.request()
                .body("{\"callbackUri\":\"https://bot.example/cb\"%s}".formatted(members))
                .post(own.v1("/communications/calls")))
        .getString("id");
  }
}
