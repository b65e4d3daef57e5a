package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.RawHttp;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.ServerAnswers;
import io.restassured.response.Response;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a body may be, whichever resource it is for. */
class IntakeContractIT {

  private final Api bot = Api.bot();
  private final String operation = bot.newOperation();

  /** The body is announced and never sent: whoever waited for it would not answer. */
  @Test
  void bodyThatIsAnnouncedAsTooLargeIsRefusedBeforeItComes() {
    String answer =
        RawHttp.at(bot.url())
            .exchange(
                "PATCH %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                        .formatted(operation.substring(bot.url().length()), bot.token())
                    + "Content-Type: application/json\r\nContent-Length: 10000000\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"contentTooLarge\"");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "number|{'a':[{'b':1DIGITS}]}|a/0/b",
        "string|{'a':'TEXT'}|a",
        "members|{'a':{MEMBERS}}|a",
        "values|{'a':[VALUES]}|",
        "depth|{'a':ARRAYS}|"
      })
  void bodyIsLimitedInEveryDimension(String dimension, String body, String target) {
    String hostile =
        body.replace('\'', '"')
            .replace("DIGITS", "0".repeat(100))
            .replace("TEXT", "x".repeat(32 * 1024 + 1))
            .replace(
                "MEMBERS",
                IntStream.rangeClosed(0, 1_000)
                    .mapToObj("\"%d\":0"::formatted)
                    .collect(Collectors.joining(",")))
            .replace("VALUES", "0,".repeat(10_000) + "0")
            .replace("ARRAYS", "[".repeat(64) + "]".repeat(64));

    Refusal.of(400, bot.patch(operation, hostile)).about(target);
  }

  @Test
  void longestStringIsStored() {
    String message = "x".repeat(32 * 1024);
    String body = "{\"resultInfo\":{\"code\":200,\"message\":\"%s\"}}".formatted(message);

    assertThat(bot.patch(operation, body).jsonPath().getString("resultInfo.message"))
        .isEqualTo(message);
  }

  @Test
  void answerToAHostileBodyIsSmall() {
    String members =
        IntStream.range(0, 100)
            .mapToObj(i -> "\"%d\\u001b\\r\\n%s\":1".formatted(i, "x".repeat(490)))
            .collect(Collectors.joining(",", "{", "}"));

    Response answer = bot.patch(operation, members);

    Refusal.of(400, answer);
    assertThat(answer.asByteArray()).hasSizeLessThan(16 * 1024);
    assertThat(answer.asString()).doesNotContain("\\r", "\\u001b\\r");
  }

  /** A line feed in the path does not lead past the token. */
  @Test
  void pathWithALineFeedNeedsAToken() {
    if (ServerAnswers.refusesTarget("%0A")) {
      ServerAnswers.assertTargetIsRefused(bot.anonymous().get(operation + "%0A"));
    } else {
      Refusal.of(401, bot.anonymous().get(operation + "%0A"));
      Refusal.of(404, bot.request().get(operation + "%0A"));
    }
  }

  @Test
  void longKeyIsNotFound() {
    Refusal.of(
        404, bot.request().get(bot.v1("/communications/calls('" + "x".repeat(5_000) + "')")));
  }
}
