package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code $count}, {@code /$count} and {@code $search} (OData 4.01 Protocol 11.2.6.5, 11.2.6.6 and
 * 11.2.10), against what is known of the operations.
 */
class CountAndSearchContractIT extends QueryScene {

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
}
