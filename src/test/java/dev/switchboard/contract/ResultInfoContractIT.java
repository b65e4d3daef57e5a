package dev.switchboard.contract;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Snapshot;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a PATCH merges {@code resultInfo}: wire contract 4.1, a closed complex type. */
class ResultInfoContractIT {

  private static final String NAMED = "{argumentSetName}";

  private final Api bot = Api.bot();

  private Snapshot without() {
    return Snapshot.of(bot, bot.newOperation());
  }

  private Snapshot having(int code, int subcode, String message) {
    return Snapshot.of(
        bot,
        bot.newOperationFrom(
            bot.newCall(),
            "{\"clientContext\":\"c\"," + result(code, subcode, message).substring(1)));
  }

  /** The whole member as it is written, in an object of its own. */
  private static String result(int code, int subcode, String message) {
    return "{\"resultInfo\":{\"@odata.type\":\"#microsoft.graph.resultInfo\",\"code\":%d,\"subcode\":%d,\"message\":%s}}"
        .formatted(code, subcode, message == null ? "null" : Json.quoted(message));
  }

  private void becomes(Snapshot before, String resultInfo, String expected) {
    before.becomes(
        Json.with(before.json(), expected),
        bot.patch(before.url(), "{\"resultInfo\":%s}".formatted(resultInfo)));
  }

  static Stream<Arguments> creations() {
    return Stream.of(
        argumentSet("code only", "{\"code\":200}", result(200, 0, null)),
        argumentSet("code and subcode", "{\"code\":200,\"subcode\":5}", result(200, 5, null)),
        argumentSet("code and message", "{\"code\":200,\"message\":\"m\"}", result(200, 0, "m")),
        argumentSet("null message", "{\"code\":200,\"message\":null}", result(200, 0, null)),
        argumentSet(
            "with type",
            "{\"@odata.type\":\"#microsoft.graph.resultInfo\",\"code\":1}",
            result(1, 0, null)),
        argumentSet(
            "with type without #",
            "{\"code\":1,\"@odata.type\":\"microsoft.graph.resultInfo\"}",
            result(1, 0, null)),
        argumentSet(
            "with type by its 4.01 name",
            "{\"@type\":\"#microsoft.graph.resultInfo\",\"code\":1}",
            result(1, 0, null)),
        argumentSet("greatest", "{\"code\":2147483647}", result(Integer.MAX_VALUE, 0, null)),
        argumentSet("least", "{\"code\":-2147483648}", result(Integer.MIN_VALUE, 0, null)),
        argumentSet("zero", "{\"code\":0}", result(0, 0, null)),
        argumentSet("negative zero", "{\"code\":-0}", result(0, 0, null)));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("creations")
  void codeCreatesAndSubcodeDefaultsToZero(String resultInfo, String expected) {
    becomes(without(), resultInfo, expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"subcode\":1}", "{\"message\":\"m\"}", "{\"message\":null}"})
  void creationWithoutCodeIsRefused(String resultInfo) {
    Snapshot before = without();

    before
        .refuses(400, bot.patch(before.url(), "{\"resultInfo\":%s}".formatted(resultInfo)))
        .about("resultInfo/code");
  }

  static Stream<Arguments> merges() {
    return Stream.of(
        argumentSet("code", "{\"code\":500}", result(500, 7, "m")),
        argumentSet("subcode", "{\"subcode\":8}", result(100, 8, "m")),
        argumentSet("message", "{\"message\":\"n\"}", result(100, 7, "n")),
        argumentSet("null message", "{\"message\":null}", result(100, 7, null)),
        argumentSet("empty message", "{\"message\":\"\"}", result(100, 7, "")),
        argumentSet("code and subcode", "{\"subcode\":0,\"code\":0}", result(0, 0, "m")),
        argumentSet(
            "all", "{\"code\":1,\"subcode\":2,\"message\":\"\\u00fc\"}", result(1, 2, "\u00FC")));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("merges")
  void givenMembersChangeAndOthersStay(String resultInfo, String expected) {
    becomes(having(100, 7, "m"), resultInfo, expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"@odata.type\":\"microsoft.graph.resultInfo\"}",
        "{\"code\":100}",
        "{\"message\":\"m\",\"subcode\":7}"
      })
  void sameMembersChangeNothing(String resultInfo) {
    Snapshot before = having(100, 7, "m");

    before.isUnchangedBy(bot.patch(before.url(), "{\"resultInfo\":%s}".formatted(resultInfo)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"@odata.type\":\"microsoft.graph.resultInfo\"}", "null"})
  void nothingCreatesNothing(String resultInfo) {
    Snapshot before = without();

    before.isUnchangedBy(bot.patch(before.url(), "{\"resultInfo\":%s}".formatted(resultInfo)));
  }

  @Test
  void nullClears() {
    becomes(having(100, 7, "m"), "null", "{\"resultInfo\":null}");
  }

  @Test
  void codeIsRequiredAgainAfterNull() {
    Snapshot full = having(100, 7, "m");
    bot.patch(full.url(), "{\"resultInfo\":null}").then().statusCode(200);
    Snapshot before = Snapshot.of(bot, full.url());

    before
        .refuses(400, bot.patch(before.url(), "{\"resultInfo\":{\"subcode\":1}}"))
        .about("resultInfo/code");
    becomes(before, "{\"code\":3}", result(3, 0, null));
  }

  static Stream<Arguments> wrongNumbers() {
    return Stream.of("code", "subcode")
        .flatMap(
            member ->
                Stream.of(
                        "null",
                        "\"200\"",
                        "\"1\"",
                        "\"\"",
                        "1.5",
                        "1.0",
                        "2147483648",
                        "-2147483649",
                        "9223372036854775807",
                        "1e400",
                        "true",
                        "{}",
                        "[200]")
                    .map(value -> argumentSet(member + " " + value, member, value)));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("wrongNumbers")
  void onlyWholeNumbersOf32BitsAreRead(String member, String value) {
    Snapshot before = having(100, 7, "m");

    before
        .refuses(
            400,
            bot.patch(
                before.url(),
                "{\"clientContext\":\"new\",\"resultInfo\":{\"%s\":%s}}".formatted(member, value)))
        .about("resultInfo/" + member);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "{}", "[]", "\"a\\u0000\"", "\"\\ud800\""})
  void messageThatIsNoTextIsRefused(String value) {
    Snapshot before = having(100, 7, "m");

    before
        .refuses(400, bot.patch(before.url(), "{\"resultInfo\":{\"message\":%s}}".formatted(value)))
        .about("resultInfo/message");
  }
}
