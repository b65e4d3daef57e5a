package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much control information a client asks for (OData 4.01 JSON Format 3.1). */
class FormatContractIT extends QueryScene {

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
