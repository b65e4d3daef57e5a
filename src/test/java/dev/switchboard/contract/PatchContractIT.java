package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Snapshot;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a PATCH may say, and what becomes of it: wire contract 4.1. */
class PatchContractIT {

  private static final String NAMED = "{argumentSetName}";

  /** A character outside the Basic Multilingual Plane: one code point, two UTF-16 units. */
  private static final String ASTRAL = "\uD83D\uDCDE";

  private final Api bot = Api.bot();

  private Snapshot anOperation() {
    return Snapshot.ofFilledOperation(bot);
  }

  private void becomes(Snapshot before, String patch, String changed) {
    before.becomes(Json.with(before.json(), changed), bot.patch(before.url(), patch));
  }

  static Stream<Arguments> merges() {
    return Stream.of(
        argumentSet("status", "{\"status\":\"Completed\"}", "{\"status\":\"Completed\"}"),
        argumentSet("clientContext", "{\"clientContext\":\"c\"}", "{\"clientContext\":\"c\"}"),
        argumentSet("empty clientContext", "{\"clientContext\":\"\"}", "{\"clientContext\":\"\"}"),
        argumentSet("null clientContext", "{\"clientContext\":null}", "{\"clientContext\":null}"),
        argumentSet("null resultInfo", "{\"resultInfo\":null}", "{\"resultInfo\":null}"),
        argumentSet(
            "both nulls and status",
            "{\"resultInfo\":null,\"clientContext\":null,\"status\":\"Completed\"}",
            "{\"resultInfo\":null,\"clientContext\":null,\"status\":\"Completed\"}"),
        argumentSet(
            "partial resultInfo",
            "{\"resultInfo\":{\"code\":200}}",
            "{\"resultInfo\":{\"@odata.type\":\"#microsoft.graph.resultInfo\",\"code\":200,\"subcode\":7,"
                + "\"message\":\"going on\"}}"),
        argumentSet("dynamic member", "{\"colour\":\"blue\"}", "{\"colour\":\"blue\"}"),
        argumentSet(
            "type after the members",
            "{\"clientContext\":\"late\",\"@odata.type\":\"#microsoft.graph.playPromptOperation\"}",
            "{\"clientContext\":\"late\"}"),
        argumentSet(
            "members in the reverse order",
            "{\"status\":\"Completed\",\"resultInfo\":null,\"clientContext\":\"r\"}",
            "{\"clientContext\":\"r\",\"resultInfo\":null,\"status\":\"Completed\"}"),
        argumentSet(
            "escaped member name", "{\"client\\u0043ontext\":\"e\"}", "{\"clientContext\":\"e\"}"),
        argumentSet(
            "white space and byte order mark",
            "\uFEFF \r\n\t{ \"clientContext\" : \"w\" } \n",
            "{\"clientContext\":\"w\"}"));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("merges")
  void givenMembersReplaceAndOthersStay(String patch, String changed) {
    becomes(anOperation(), patch, changed);
  }

  static Stream<Arguments> changesNothing() {
    return Stream.of(
        argumentSet("empty object", "{}"),
        argumentSet("same status", "{\"status\":\"Running\"}"),
        argumentSet("same status as number", "{\"status\":\"1\"}"),
        argumentSet("same clientContext", "{\"clientContext\":\"ctx-1\"}"),
        argumentSet("empty resultInfo", "{\"resultInfo\":{}}"),
        argumentSet(
            "resultInfo with its type only, as on the page",
            "{\"resultInfo\":{\"@odata.type\":\"microsoft.graph.resultInfo\"}}"),
        argumentSet("same part of resultInfo", "{\"resultInfo\":{\"subcode\":7}}"),
        argumentSet("same dynamic member", "{\"colour\":\"red\"}"),
        argumentSet("null for a dynamic member that is not there", "{\"shape\":null}"),
        argumentSet("own type", "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\"}"),
        argumentSet(
            "own type without #", "{\"@odata.type\":\"microsoft.graph.playPromptOperation\"}"),
        argumentSet(
            "own type by its 4.01 name", "{\"@type\":\"#microsoft.graph.playPromptOperation\"}"),
        argumentSet("base type", "{\"@odata.type\":\"#microsoft.graph.commsOperation\"}"),
        argumentSet("base type without #", "{\"@odata.type\":\"microsoft.graph.commsOperation\"}"),
        argumentSet("@odata.context", "{\"@odata.context\":\"https://other.example/$metadata#x\"}"),
        argumentSet("@odata.id", "{\"@odata.id\":\"communications/calls/1\"}"),
        argumentSet("@odata.editLink", "{\"@odata.editLink\":\"x\"}"),
        argumentSet("@odata.readLink", "{\"@odata.readLink\":\"x\"}"),
        argumentSet("navigation link of a member", "{\"calls@odata.navigationLink\":\"x\"}"),
        argumentSet("stale @odata.etag in 4.0", "{\"@odata.etag\":\"W/\\\"0\\\"\"}"),
        argumentSet("unknown control information", "{\"@odata.nobodyKnows\":{\"a\":[1]}}"),
        argumentSet("foreign annotation", "{\"@com.example.note\":true}"),
        argumentSet("foreign annotation of a member", "{\"status@com.example.note\":1}"),
        argumentSet("foreign annotation of an absent member", "{\"shape@com.example.note\":1}"),
        argumentSet(
            "foreign annotation in resultInfo",
            "{\"resultInfo\":{\"@com.example.note\":1,\"code@com.example.note\":{}}}"),
        argumentSet(
            "type annotation of declared members",
            "{\"status@odata.type\":\"#microsoft.graph.operationStatus\","
                + "\"clientContext@odata.type\":\"#String\"}"));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("changesNothing")
  void patchThatChangesNothingKeepsTheEtag(String patch) {
    Snapshot before = anOperation();

    before.isUnchangedBy(bot.patch(before.url(), patch));
  }

  @Test
  void wholeAnswerSentBackChangesNothing() {
    Snapshot before = anOperation();

    before.isUnchangedBy(bot.patch(before.url(), before.text()));
  }

  static Stream<Arguments> malformedBodies() {
    return Stream.of(
        argumentSet("empty body", ""),
        argumentSet("blank body", " \n "),
        argumentSet("array", "[]"),
        argumentSet("array of an object", "[{\"clientContext\":\"a\"}]"),
        argumentSet("null", "null"),
        argumentSet("true", "true"),
        argumentSet("number", "1"),
        argumentSet("string", "\"{}\""),
        argumentSet("unfinished object", "{\"clientContext\":\"a\""),
        argumentSet("trailing comma", "{\"clientContext\":\"a\",}"),
        argumentSet("trailing object", "{\"clientContext\":\"a\"}{}"),
        argumentSet("trailing text", "{\"clientContext\":\"a\"} x"),
        argumentSet("trailing bracket", "{\"clientContext\":\"a\"}]"),
        argumentSet("comment", "{/* c */\"clientContext\":\"a\"}"),
        argumentSet("single quotes", "{'clientContext':'a'}"),
        argumentSet("name without quotes", "{clientContext:\"a\"}"),
        argumentSet("NaN", "{\"colour\":NaN}"),
        argumentSet("leading zero", "{\"colour\":01}"),
        argumentSet("plus sign", "{\"colour\":+1}"),
        argumentSet("raw line feed in a string", "{\"clientContext\":\"a\nb\"}"),
        argumentSet("bad escape", "{\"clientContext\":\"\\x41\"}"),
        argumentSet("bad unicode escape", "{\"clientContext\":\"\\u12G4\"}"),
        argumentSet(
            "a thousand arrays deep", "{\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}"),
        argumentSet(
            "a thousand objects deep",
            "{\"x\":" + "{\"x\":".repeat(1000) + "1" + "}".repeat(1001)));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("malformedBodies")
  void bodyThatIsNoJsonObjectIsRefused(String body) {
    Snapshot before = anOperation();

    before.refuses(400, bot.patch(before.url(), body)).about(null);
  }

  static Stream<Arguments> repeatedMembers() {
    return Stream.of(
        argumentSet(
            "plainly", "clientContext", "{\"clientContext\":\"a\",\"clientContext\":\"b\"}"),
        argumentSet(
            "with one value", "clientContext", "{\"clientContext\":\"a\",\"clientContext\":\"a\"}"),
        argumentSet(
            "once escaped",
            "clientContext",
            "{\"clientContext\":\"a\",\"client\\u0043ontext\":\"b\"}"),
        argumentSet("in resultInfo", "resultInfo/code", "{\"resultInfo\":{\"code\":1,\"code\":2}}"),
        argumentSet("deep inside", "x/0/y/z", "{\"x\":[{\"y\":{\"z\":1,\"z\":2}}]}"),
        argumentSet(
            "as control information",
            "@odata.type",
            "{\"@odata.type\":\"#a\",\"@odata.type\":\"#b\"}"));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("repeatedMembers")
  void memberThatStandsTwiceIsRefusedByName(String target, String body) {
    Snapshot before = anOperation();

    before.refuses(400, bot.patch(before.url(), body)).about(target);
  }

  static Stream<Arguments> wrongMembers() {
    return Stream.of(
        argumentSet("null status", "status", "{\"status\":null}"),
        argumentSet("dotless i is no letter case of i", "status", "{\"status\":\"Runn\u0131ng\"}"),
        argumentSet("placeholder of the page", "status", "{\"status\":\"String\"}"),
        argumentSet("unknown status", "status", "{\"status\":\"Cancelled\"}"),
        argumentSet("unknownFutureValue", "status", "{\"status\":\"unknownFutureValue\"}"),
        argumentSet("empty status", "status", "{\"status\":\"\"}"),
        argumentSet("status with a space", "status", "{\"status\":\" Completed\"}"),
        argumentSet("status as JSON number", "status", "{\"status\":2}"),
        argumentSet("status out of range", "status", "{\"status\":\"4\"}"),
        argumentSet("negative status", "status", "{\"status\":\"-1\"}"),
        argumentSet("status with leading zero", "status", "{\"status\":\"02\"}"),
        argumentSet("two statuses", "status", "{\"status\":\"Running,Completed\"}"),
        argumentSet("boolean status", "status", "{\"status\":true}"),
        argumentSet("status in an array", "status", "{\"status\":[\"Completed\"]}"),
        argumentSet("status in an object", "status", "{\"status\":{\"value\":\"Completed\"}}"),
        argumentSet("clientContext as number", "clientContext", "{\"clientContext\":1}"),
        argumentSet("clientContext as boolean", "clientContext", "{\"clientContext\":false}"),
        argumentSet("clientContext as object", "clientContext", "{\"clientContext\":{}}"),
        argumentSet("clientContext as array", "clientContext", "{\"clientContext\":[]}"),
        argumentSet(
            "clientContext of 257 characters",
            "clientContext",
            "{\"clientContext\":\"%s\"}".formatted("x".repeat(257))),
        argumentSet(
            "clientContext of 257 characters outside the BMP",
            "clientContext",
            "{\"clientContext\":\"%s\"}".formatted(ASTRAL.repeat(257))),
        argumentSet("high surrogate alone", "clientContext", "{\"clientContext\":\"a\\ud800\"}"),
        argumentSet("low surrogate alone", "clientContext", "{\"clientContext\":\"\\udc00a\"}"),
        argumentSet(
            "surrogates in the wrong order",
            "clientContext",
            "{\"clientContext\":\"\\udc00\\ud800\"}"),
        argumentSet("U+0000", "clientContext", "{\"clientContext\":\"a\\u0000b\"}"),
        argumentSet("U+0000 in a dynamic member", "x/0/y", "{\"x\":[{\"y\":\"\\u0000\"}]}"),
        argumentSet("lone surrogate in a member name", null, "{\"a\\ud800\":1}"),
        argumentSet("resultInfo as array", "resultInfo", "{\"resultInfo\":[]}"),
        argumentSet("resultInfo as string", "resultInfo", "{\"resultInfo\":\"200\"}"),
        argumentSet("resultInfo as number", "resultInfo", "{\"resultInfo\":200}"),
        argumentSet(
            "wrong type of resultInfo",
            "resultInfo/@odata.type",
            "{\"resultInfo\":{\"@odata.type\":\"#microsoft.graph.identity\"}}"),
        argumentSet(
            "unknown member of resultInfo", "resultInfo/hint", "{\"resultInfo\":{\"hint\":null}}"),
        argumentSet(
            "resultInfo member in another case",
            "resultInfo/Code",
            "{\"resultInfo\":{\"Code\":200}}"),
        argumentSet("null id", "id", "{\"id\":null}"),
        argumentSet("id as number", "id", "{\"id\":1}"),
        argumentSet("id that is none", "id", "{\"id\":\"x\"}"),
        argumentSet("different id", "id", "{\"id\":\"11111111-2222-3333-4444-555555555555\"}"),
        argumentSet(
            "other derived type",
            "@odata.type",
            "{\"@odata.type\":\"#microsoft.graph.recordOperation\"}"),
        argumentSet(
            "other derived type without #",
            "@odata.type",
            "{\"@odata.type\":\"microsoft.graph.recordOperation\"}"),
        argumentSet(
            "other derived type by its 4.01 name",
            "@odata.type",
            "{\"@type\":\"#microsoft.graph.recordOperation\"}"),
        argumentSet(
            "unknown type", "@odata.type", "{\"@odata.type\":\"#microsoft.graph.singOperation\"}"),
        argumentSet(
            "type that is no operation",
            "@odata.type",
            "{\"@odata.type\":\"#microsoft.graph.call\"}"),
        argumentSet(
            "type of another namespace",
            "@odata.type",
            "{\"@odata.type\":\"#example.playPromptOperation\"}"),
        argumentSet(
            "type without namespace", "@odata.type", "{\"@odata.type\":\"#playPromptOperation\"}"),
        argumentSet(
            "type in another case",
            "@odata.type",
            "{\"@odata.type\":\"#microsoft.graph.PlayPromptOperation\"}"),
        argumentSet("type as number", "@odata.type", "{\"@odata.type\":1}"),
        argumentSet("null type", "@odata.type", "{\"@odata.type\":null}"),
        argumentSet(
            "two types",
            "@odata.type",
            "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\","
                + "\"@type\":\"#microsoft.graph.commsOperation\"}"),
        argumentSet(
            "binding", "call@odata.bind", "{\"call@odata.bind\":\"communications/calls/1\"}"),
        argumentSet(
            "binding by its 4.01 name", "call@bind", "{\"call@bind\":\"communications/calls/1\"}"));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("wrongMembers")
  void wrongMemberIsRefusedAndNamed(String target, String patch) {
    Snapshot before = anOperation();

    before.refuses(400, bot.patch(before.url(), patch)).about(target);
  }

  @Test
  void oneWrongMemberLeavesTheRightOnesUnapplied() {
    Snapshot before = anOperation();

    before
        .refuses(
            400,
            bot.patch(
                before.url(),
                "{\"clientContext\":\"new\",\"colour\":\"blue\",\"resultInfo\":{\"code\":\"1\"},"
                    + "\"status\":\"Completed\"}"))
        .about("resultInfo/code");
  }

  @Test
  void everyFindingIsListedInDetails() {
    Snapshot before = anOperation();

    Refusal refusal =
        before.refuses(
            400,
            bot.patch(
                before.url(),
                "{\"status\":2,\"clientContext\":1,\"resultInfo\":{\"code\":\"200\",\"hint\":1}}"));

    assertThat(refusal.withoutIds().getJsonArray("details"))
        .extracting(detail -> detail.asJsonObject().getString("target"))
        .containsExactlyInAnyOrder("status", "clientContext", "resultInfo/code", "resultInfo/hint");
  }

  @Test
  void messageNamesTheMemberAndWhatWouldBeRight() {
    Snapshot before = anOperation();

    assertThat(before.refuses(400, bot.patch(before.url(), "{\"status\":\"String\"}")).message())
        .contains("status", "NotStarted", "Running", "Completed", "Failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "{upper}", "{plain}", "{PLAIN}"})
  void ownIdInAnySpellingIsIgnored(String spelling) {
    Snapshot before = anOperation();
    String id = before.json().getString("id");
    String plain = id.replace("-", "");
    String spelt =
        spelling
            .replace("%s", id)
            .replace("{upper}", id.toUpperCase(Locale.ROOT))
            .replace("{plain}", plain)
            .replace("{PLAIN}", plain.toUpperCase(Locale.ROOT));

    becomes(
        before,
        "{\"id\":\"%s\",\"clientContext\":\"n\"}".formatted(spelt),
        "{\"clientContext\":\"n\"}");
  }

  static Stream<Arguments> statusSpellings() {
    return Stream.of(
        argumentSet("as in the CSDL", "Completed", "Completed"),
        argumentSet("as in the documentation", "completed", "Completed"),
        argumentSet("upper case", "COMPLETED", "Completed"),
        argumentSet("mixed case", "cOmPlEtEd", "Completed"),
        argumentSet("number", "2", "Completed"),
        argumentSet("Running in lower case", "running", "Running"),
        argumentSet("Running as number", "1", "Running"));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("statusSpellings")
  void statusIsReadInAnyCaseAndWrittenInOne(String sent, String written) {
    Snapshot before = Snapshot.ofNew(bot, "recordOperation", "\"clientContext\":\"c\"");
    assertThat(before.json().getString("status")).isEqualTo("NotStarted");

    becomes(
        before, "{\"status\":\"%s\"}".formatted(sent), "{\"status\":\"%s\"}".formatted(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"notStarted", "NOTSTARTED", "0"})
  void notStartedIsReadInAnyCaseAndWrittenInOne(String sent) {
    Snapshot before = Snapshot.ofNew(bot, "recordOperation", "\"clientContext\":\"c\"");

    before.isUnchangedBy(bot.patch(before.url(), "{\"status\":\"%s\"}".formatted(sent)));
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        argumentSet("256 characters", "x".repeat(256)),
        argumentSet("256 characters outside the BMP", ASTRAL.repeat(256)),
        argumentSet("quotes and backslashes", "\"\\/'"),
        argumentSet("control characters", "\u0001\b\f\n\r\t\u001F\u007F\u0085"),
        argumentSet("line separators", "a\u2028b\u2029c"),
        argumentSet("markup", "<script>&amp;</script>"),
        argumentSet("not normalised", "e\u0301 \u00E9"),
        argumentSet("noncharacter", "\uFFFE\uFFFF"),
        argumentSet("text that looks like JSON", "{\"a\":null}"),
        argumentSet("spaces around", "  x  "),
        argumentSet("the word null", "null"));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("texts")
  void textIsKeptExactly(String text) {
    String member = "{\"clientContext\":%s}".formatted(Json.quoted(text));

    becomes(anOperation(), member, member);
  }

  @Test
  void surrogatePairInEscapesIsOneCharacter() {
    becomes(
        anOperation(),
        "{\"clientContext\":\"\\ud83d\\udcde\"}",
        "{\"clientContext\":\"%s\"}".formatted(ASTRAL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"@odata.etag", "@etag"})
  void etagInTheBodyBindsInVersion401(String name) {
    Snapshot before = anOperation();

    before
        .refuses(
            412,
            bot.request()
                .header("OData-Version", "4.01")
                .body("{\"%s\":\"W/\\\"0\\\"\",\"clientContext\":\"n\"}".formatted(name))
                .patch(before.url()))
        .about("@odata.etag");
  }

  static Stream<Arguments> bodyEtagsThatHold() {
    return Stream.of(
        argumentSet("current in 4.01", "4.01", "@odata.etag", "{current}"),
        argumentSet("current by its 4.01 name", "4.01", "@etag", "{current}"),
        argumentSet("any in 4.01", "4.01", "@odata.etag", "*"),
        argumentSet("stale in 4.0", "4.0", "@odata.etag", "W/\"0\""),
        argumentSet("nonsense in 4.0", "4.0", "@odata.etag", "nonsense"));
  }

  @ParameterizedTest(name = NAMED)
  @MethodSource("bodyEtagsThatHold")
  void etagInTheBodyThatHoldsOrDoesNotBindIsNoObstacle(String version, String name, String etag) {
    Snapshot before = anOperation();

    before.becomes(
        Json.with(before.json(), "{\"clientContext\":\"n\"}"),
        bot.request()
            .header("OData-Version", version)
            .body(
                "{\"%s\":%s,\"clientContext\":\"n\"}"
                    .formatted(name, Json.quoted(etag.replace("{current}", before.etag()))))
            .patch(before.url()));
  }

  @Test
  void malformedEtagInTheBodyIsRefusedInVersion401() {
    Snapshot before = anOperation();

    before
        .refuses(
            400,
            bot.request()
                .header("OData-Version", "4.01")
                .body("{\"@odata.etag\":\"nonsense\",\"clientContext\":\"n\"}")
                .patch(before.url()))
        .about("@odata.etag");
  }

  @Test
  void mergePatchMediaTypeMeansTheSame() {
    Snapshot before = anOperation();

    before.becomes(
        Json.without(Json.with(before.json(), "{\"clientContext\":null}"), "colour"),
        bot.request()
            .contentType("application/merge-patch+json")
            .body("{\"clientContext\":null,\"colour\":null}")
            .patch(before.url()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json;charset=utf-8",
        "application/json; charset=UTF-8",
        "application/json;charset=\"utf-8\"",
        "APPLICATION/JSON",
        "application/json;odata.metadata=minimal",
        "application/json;odata.metadata=none;IEEE754Compatible=false",
        "application/json;odata.streaming=true",
        "application/json;metadata=full;streaming=true;IEEE754Compatible=true"
      })
  void parametersOfTheContentTypeAreAllowed(String contentType) {
    Snapshot before = anOperation();

    before.becomes(
        Json.with(before.json(), "{\"clientContext\":\"p\"}"),
        bot.request()
            .contentType(contentType)
            .body("{\"clientContext\":\"p\"}")
            .patch(before.url()));
  }

  @Test
  void ieee754CompatibleMakesNoStringOfAnInt32() {
    Snapshot before = anOperation();

    before
        .refuses(
            400,
            bot.request()
                .contentType("application/json;IEEE754Compatible=true")
                .body("{\"resultInfo\":{\"code\":\"200\"}}")
                .patch(before.url()))
        .about("resultInfo/code");
  }

  /** A key that the server assigns cannot be inserted under (OData 4.01 Protocol 11.4.4). */
  @Test
  void patchNeverInserts() {
    String call = bot.newCall();
    String url = call + "/operations/" + UUID.randomUUID();

    Refusal.of(404, bot.patch(url, "{\"clientContext\":\"c\"}"));
    Refusal.of(404, bot.get(url));
    assertThat(Json.object(bot.get(call + "/operations")).getJsonArray("value")).isEmpty();
  }
}
