package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Snapshot;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Undeclared members: {@code commsOperation} is an open type (OData 4.01 Protocol 11.4.1.3). */
class OpenTypeContractIT {

  private static final String NAMED = "{argumentSetName}";

  private final Api bot = Api.bot();

  private Snapshot having(String members) {
    return Snapshot.of(
        bot,
        bot.newOperationFrom(
            bot.newCall(),
            "{\"@odata.type\":\"#microsoft.graph.recordOperation\"%s}"
                .formatted(members.isEmpty() ? "" : "," + members)));
  }

  private void becomes(Snapshot before, String patch, String changed, String... removed) {
    before.becomes(
        Json.with(Json.without(before.json(), removed), changed), bot.patch(before.url(), patch));
  }

  static Stream<Arguments> values() {
    return Stream.of(
        argumentSet("string", "\"text\""),
        argumentSet("empty string", "\"\""),
        argumentSet("whole number", "42"),
        argumentSet("fraction", "3.25"),
        argumentSet("negative exponent", "-2.5E-7"),
        argumentSet("more digits than a double has", "12345678901234567890.123456789"),
        argumentSet("true", "true"),
        argumentSet("false", "false"),
        argumentSet("object", "{\"a\":{\"b\":[1,\"2\",{\"c\":false}]}}"),
        argumentSet("empty object", "{}"),
        argumentSet("array", "[1,null,{\"a\":null},[]]"),
        argumentSet("empty array", "[]"));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("values")
  void undeclaredMemberIsKeptAndReturned(String value) {
    String member = "{\"extra\":%s}".formatted(value);

    becomes(having(""), member, member);
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("values")
  void undeclaredMemberOfANewOperationIsKeptAndReturned(String value) {
    Snapshot created = having("\"extra\":" + value);

    assertThat(created.json().get("extra"))
        .isEqualTo(Json.object("{\"extra\":%s}".formatted(value)).get("extra"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_hidden",
        "a1",
        "\u00FCber",
        "\u540D\u524D",
        "participants",
        "completionReason",
        "code",
        "microsoftGraph"
      })
  void identifierThatTheTypeDoesNotDeclareIsAName(String name) {
    String member = "{\"%s\":1}".formatted(name);

    becomes(having(""), member, member);
  }

  @Test
  void longestIdentifierIsAName() {
    String member = "{\"%s\":1}".formatted("n".repeat(128));

    becomes(having(""), member, member);
  }

  static Stream<Arguments> wrongNames() {
    return Stream.of(
        argumentSet("empty", ""),
        argumentSet("starts with a digit", "9lives"),
        argumentSet("space", "a b"),
        argumentSet("hyphen", "a-b"),
        argumentSet("dot", "a.b"),
        argumentSet("dollar", "$a"),
        argumentSet("slash", "a/b"),
        argumentSet("129 characters", "n".repeat(129)),
        argumentSet("Status", "Status"),
        argumentSet("STATUS", "STATUS"),
        argumentSet("ID", "ID"),
        argumentSet("clientcontext", "clientcontext"),
        argumentSet("ResultInfo", "ResultInfo"),
        argumentSet("RecordingLocation on its type", "RecordingLocation"),
        argumentSet("recordingaccesstoken on its type", "recordingaccesstoken"));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("wrongNames")
  void nameThatIsNoIdentifierOrCollidesIsRefused(String name) {
    Snapshot before = having("\"extra\":1");

    before
        .refuses(400, bot.patch(before.url(), "{\"extra\":2,\"%s\":\"1\"}".formatted(name)))
        .about(name);
  }

  static Stream<Arguments> merges() {
    return Stream.of(
        argumentSet("nested member", "{\"o\":{\"a\":2}}", "{\"o\":{\"a\":2,\"b\":{\"c\":[1,2]}}}"),
        argumentSet("nested null removes", "{\"o\":{\"a\":null}}", "{\"o\":{\"b\":{\"c\":[1,2]}}}"),
        argumentSet(
            "two levels down",
            "{\"o\":{\"b\":{\"c\":null,\"d\":1}}}",
            "{\"o\":{\"a\":1,\"b\":{\"d\":1}}}"),
        argumentSet(
            "arrays are replaced",
            "{\"o\":{\"b\":{\"c\":[3]}}}",
            "{\"o\":{\"a\":1,\"b\":{\"c\":[3]}}}"),
        argumentSet("value instead of object", "{\"o\":\"s\"}", "{\"o\":\"s\"}"),
        argumentSet("array instead of object", "{\"o\":[null]}", "{\"o\":[null]}"),
        argumentSet(
            "object instead of value; nulls in it mean absent",
            "{\"s\":{\"a\":null,\"b\":{\"c\":null}}}",
            "{\"s\":{\"b\":{}}}"));
  }

  /** RFC 7396. */
  @ParameterizedTest(name = NAMED)
  @MethodSource("merges")
  void nestedObjectsAreMerged(String patch, String changed) {
    becomes(having("\"o\":{\"a\":1,\"b\":{\"c\":[1,2]}},\"s\":\"text\""), patch, changed);
  }

  @Test
  void nullRemoves() {
    becomes(having("\"a\":1,\"b\":{\"c\":1},\"d\":2"), "{\"a\":null,\"b\":null}", "{}", "a", "b");
  }

  @Test
  void emptyObjectMergedIntoAnObjectChangesNothing() {
    Snapshot before = having("\"o\":{\"a\":1}");

    before.isUnchangedBy(bot.patch(before.url(), "{\"o\":{}}"));
  }

  @Test
  void nullOfANewOperationMeansAbsent() {
    assertThat(having("\"a\":null,\"b\":1").json()).containsKey("b").doesNotContainKey("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"odata.type", "type"})
  void typeAnnotationIsKeptAndStandsRightBeforeItsMember(String annotation) {
    Snapshot before = having("\"first\":1");

    becomes(
        before,
        "{\"big\":\"9007199254740993\",\"last\":2,\"big@%s\":\"#Int64\"}".formatted(annotation),
        "{\"big@odata.type\":\"#Int64\",\"big\":\"9007199254740993\",\"last\":2}");

    List<String> names = List.copyOf(Json.object(bot.get(before.url())).keySet());
    assertThat(names.indexOf("big")).isEqualTo(names.indexOf("big@odata.type") + 1);
  }

  static Stream<Arguments> annotated() {
    return Stream.of(
        argumentSet("same value and type", "{\"n@odata.type\":\"#Int64\",\"n\":\"1\"}", null),
        argumentSet(
            "new value with type",
            "{\"n@odata.type\":\"#Int64\",\"n\":\"2\"}",
            "{\"n@odata.type\":\"#Int64\",\"n\":\"2\"}"),
        argumentSet(
            "other type",
            "{\"n@odata.type\":\"#Decimal\",\"n\":\"1\"}",
            "{\"n@odata.type\":\"#Decimal\",\"n\":\"1\"}"));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("annotated")
  void typeAnnotationIsPartOfTheValue(String patch, String changed) {
    Snapshot before = having("\"n@odata.type\":\"#Int64\",\"n\":\"1\"");

    if (changed == null) {
      before.isUnchangedBy(bot.patch(before.url(), patch));
    } else {
      becomes(before, patch, changed);
    }
  }

  @Test
  void valueWithoutAnnotationHasTheTypeOfItsJson() {
    becomes(
        having("\"n@odata.type\":\"#Int64\",\"n\":\"1\""),
        "{\"n\":2}",
        "{\"n\":2}",
        "n@odata.type");
  }

  @Test
  void nullRemovesTheTypeAnnotationToo() {
    becomes(
        having("\"n@odata.type\":\"#Int64\",\"n\":\"1\",\"m\":1"),
        "{\"n\":null}",
        "{}",
        "n@odata.type",
        "n");
  }

  @Test
  void typeAnnotationMustBeAString() {
    Snapshot before = having("\"n\":1");

    before
        .refuses(400, bot.patch(before.url(), "{\"n@odata.type\":1,\"n\":2}"))
        .about("n@odata.type");
  }

  @Test
  void thirtyTwoMembersFitAndOneMoreIsRefused() {
    Snapshot empty = having("");
    becomes(empty, "{%s}".formatted(members(1, 32)), "{%s}".formatted(members(1, 32)));

    Snapshot full = Snapshot.of(bot, empty.url());
    full.refuses(400, bot.patch(full.url(), "{\"m33\":33}")).about(null);
    becomes(full, "{\"m1\":null,\"m33\":33}", "{\"m33\":33}", "m1");
  }

  @Test
  void fullOperationStillTakesOtherChanges() {
    Snapshot full = having(members(1, 32));

    becomes(
        full, "{\"m7\":\"x\",\"clientContext\":\"c\"}", "{\"m7\":\"x\",\"clientContext\":\"c\"}");
  }

  @Test
  void thirtyThreeMembersAtOnceAreRefused() {
    Snapshot before = having("");

    before.refuses(400, bot.patch(before.url(), "{%s}".formatted(members(1, 33)))).about(null);
  }

  @Test
  void membersOfMoreThan16KibTogetherAreRefused() {
    // {"a":"xx...","b":"yy..."} is 15 bytes and the two texts.
    String half = "x".repeat((16 * 1024 - 15) / 2);
    String rest = "y".repeat(16 * 1024 - 15 - half.length());
    Snapshot before = having("\"a\":\"%s\"".formatted(half));

    before.refuses(400, bot.patch(before.url(), "{\"b\":\"%sz\"}".formatted(rest))).about(null);
    becomes(before, "{\"b\":\"%s\"}".formatted(rest), "{\"b\":\"%s\"}".formatted(rest));
  }

  @Test
  void sizeIsCountedInBytesOfUtf8() {
    Snapshot before = having("");

    before
        .refuses(
            400, bot.patch(before.url(), "{\"a\":\"%s\"}".formatted("\u20AC".repeat(6 * 1024))))
        .about(null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "1e999999", "[{\"x\":1e309}]"})
  void numberOutOfTheRangeOfADoubleIsRefused(String value) {
    Snapshot before = having("\"n\":1");

    before.refuses(400, bot.patch(before.url(), "{\"n\":%s}".formatted(value)));
  }

  private static String members(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> "\"m%d\":%d".formatted(i, i))
        .collect(Collectors.joining(","));
  }
}
