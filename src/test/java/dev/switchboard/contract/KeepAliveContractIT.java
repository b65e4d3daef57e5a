package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a call that nobody keeps alive. */
class KeepAliveContractIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path folder;

  @Test
  void callThatIsNotKeptAliveEndsAndTheOtherGoesOn() throws IOException {
    Path auditLog = folder.resolve("audit.log");
    try (SwitchboardProcess service =
        SwitchboardProcess.development("keep-alive")
            .with("keep-alive-seconds", "5")
            .with("audit-log", auditLog.toString())
            .start()) {
      Api bot = new Api(service.baseUrl(), "bot", Service.newTenant());
      String forgotten = bot.newCall();
      String operation = bot.newOperation(forgotten, "playPromptOperation");
      String kept = bot.newCall();
      String etag = bot.get(kept).header("ETag");

      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                bot.request().post(kept + "/keepAlive").then().statusCode(200);
                return Json.object(bot.get(forgotten)).getString("state").equals("terminated");
              });

      JsonObject result = Json.object(bot.get(forgotten)).getJsonObject("resultInfo");
      assertThat(result.getInt("code")).isEqualTo(408);
      assertThat(result.getInt("subcode")).isEqualTo(8537);
      JsonObject ended = Json.object(bot.get(operation));
      assertThat(ended.getString("status")).isEqualTo("Failed");
      assertThat(ended.getJsonObject("resultInfo").getInt("subcode")).isEqualTo(8508);
      assertThat(told(bot, forgotten)).containsExactly("updated", "deleted", "deleted");
      assertThat(Json.object(bot.get(kept)).getString("state")).isNotEqualTo("terminated");
      assertThat(bot.get(kept).header("ETag")).isEqualTo(etag);
      assertThat(told(bot, kept)).containsExactly("updated");
      assertThat(Files.readAllLines(auditLog))
          .filteredOn(line -> line.contains("\"cause\":\"keep-alive\""))
          .hasSize(2)
          .allMatch(line -> line.contains("\"applicationId\":\"bot\""));
      // It is the end that is documented of a call that somebody asks for then.
      bot.request().post(forgotten + "/keepAlive").then().statusCode(404);
    }
  }

  private static List<String> told(Api bot, String call) {
    return Json.object(bot.get(call + "/notifications"))
        .getJsonArray("value")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(each -> each.getString("changeType"))
        .toList();
  }
}
