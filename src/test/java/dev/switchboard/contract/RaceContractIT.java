package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.AtOnce;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of a call, and whoever writes one of its operations at the same moment. */
class RaceContractIT {

  private static final int ROUNDS = 20;

  private final Api bot = Api.bot();

  @Test
  void hangUpAndCompletionNeverBothWin() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String call = bot.newCall();
      String open = bot.newOperation(call, "playPromptOperation");
      List<Response> answers =
          AtOnce.send(
              List.of(
                  () -> bot.request().delete(call),
                  () ->
                      bot.patch(open, "{\"status\":\"Completed\",\"resultInfo\":{\"code\":200}}")));

      Response end = bot.get(open);
      assertThat(answers.get(0).statusCode()).isEqualTo(204);
      if (answers.get(1).statusCode() == 200) {
        assertThat(end.path("status").toString()).isEqualTo("Completed");
      } else {
        assertThat(answers.get(1).statusCode()).isEqualTo(409);
        assertThat(end.path("status").toString()).isEqualTo("Failed");
      }
    }
  }

  @Test
  void noOperationIsLeftOpenInACallThatEndsMeanwhile() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String call = bot.newCall();
      String document = "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\"}";
      List<Response> answers =
          AtOnce.send(
              List.of(
                  () -> bot.request().delete(call),
                  () -> bot.request().body(document).post(call + "/operations")));

      assertThat(answers.get(0).statusCode()).isEqualTo(204);
      assertThat(answers.get(1).statusCode()).isIn(201, 409);
      assertThat(bot.get(call + "/operations").jsonPath().getList("value.status", String.class))
          .doesNotContain("NotStarted", "Running");
    }
  }
}
