package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import io.restassured.response.Response;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code $select} and {@code $expand} (OData 4.01 Protocol 11.2.5), on what is known. */
class ProjectionContractIT extends QueryScene {

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
  void castAndSearchInsideAnExpansionSelect() {
    List<String> records =
        idsWhere(
            operation ->
                operation.getString("@odata.type").equals("#microsoft.graph.recordOperation"));
    assertThat(ids(expanded("operations/microsoft.graph.recordOperation($skip=2;$top=5)")))
        .isEqualTo(records.subList(2, 7));
    assertThat(ids(expanded("operations($search=alpha)")))
        .isNotEmpty()
        .isEqualTo(
            idsWhere(operation -> "alpha".equalsIgnoreCase(RandomFilters.context(operation))));
  }

  private List<JsonObject> expanded(String expand) {
    return Json.object(bot.get(call + "?$expand=" + encoded(expand)))
        .getJsonArray("operations")
        .getValuesAs(JsonObject.class);
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
        "notifications                    | 400",
        "*                                | 501",
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
}
