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

/** What becomes of a call that nobody keeps alive, or answers. */
class CallTimerContractIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path folder;

  @Test
  void callThatIsNotKeptAliveEndsAndTheOtherGoesOn() throws IOException {
    Path auditLog = folder.resolve("audit.log");
    try (SwitchboardProcess service =
        SwitchboardProcess.development("keep-alive")
            .with("keep-alive-seconds", "5")
            .with("answer-seconds", "3")
            .with("audit-log", auditLog.toString())
            .start()) {
      Api bot = new Api(service.baseUrl(), "bot", Service.newTenant());
      String forgotten = bot.newCall();
      String operation = bot.newOperation(forgotten, "playPromptOperation");
      String kept = bot.newCall();
      String ringing = CallScene.in(bot, "incoming").url();
      String answered = CallScene.in(bot, "incoming").url();
      bot.request()
          .body(
              "{\"callbackUri\":\"https://bot.example/calls\",\"mediaConfig\":{\"@odata.type\":"
                  + "\"#microsoft.graph.serviceHostedMediaConfig\"},\"acceptedModalities\":[\"audio\"]}")
          .post(answered + "/answer")
          .then()
          .statusCode(202);
      String etag = bot.get(kept).header("ETag");

      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                for (String call : List.of(kept, answered)) {
                  bot.request().post(call + "/keepAlive").then().statusCode(200);
                }
                return Json.object(bot.get(forgotten)).getString("state").equals("terminated");
              });

      assertThat(result(bot, forgotten)).isEqualTo("terminated 408 8537");
      assertThat(result(bot, ringing)).isEqualTo("terminated 408 8587");
      assertThat(Json.object(bot.get(answered)).getString("state")).isEqualTo("establishing");
      JsonObject ended = Json.object(bot.get(operation));
      assertThat(ended.getString("status")).isEqualTo("Failed");
      assertThat(ended.getJsonObject("resultInfo").getInt("subcode")).isEqualTo(8508);
      assertThat(told(bot, forgotten)).containsExactly("updated", "deleted", "deleted");
      assertThat(Json.object(bot.get(kept)).getString("state")).isNotEqualTo("terminated");
      assertThat(bot.get(kept).header("ETag")).isEqualTo(etag);
      assertThat(told(bot, kept)).containsExactly("updated");
      assertThat(Files.readAllLines(auditLog))
          .filteredOn(line -> line.contains("\"cause\":\"timer\""))
          .hasSize(3)
          .allMatch(line -> line.contains("\"applicationId\":\"bot\""));
      // It is the end that is documented of a call that somebody asks for then.
      bot.request().post(forgotten + "/keepAlive").then().statusCode(404);
    }
  }

  private static String result(Api bot, String call) {
    JsonObject ended = Json.object(bot.get(call));
    JsonObject result = ended.getJsonObject("resultInfo");
    return "%s %d %d"
        .formatted(ended.getString("state"), result.getInt("code"), result.getInt("subcode"));
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
