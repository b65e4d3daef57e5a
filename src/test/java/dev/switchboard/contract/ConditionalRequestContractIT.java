package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Snapshot;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Preconditions: wire contract 4.2, RFC 9110 section 13.1, OData 4.01 Protocol 8.2.4 and 8.2.5. */
class ConditionalRequestContractIT {

  private static final String PATCH = "{\"clientContext\":\"new\"}";

  private final Api bot = Api.bot();

  private Snapshot anOperation() {
    return Snapshot.of(bot, bot.newOperation());
  }

  /** A header value with the current tag, quotes and all, for {@code CURRENT}. */
  private static String filled(String value, Snapshot current) {
    return value.replace("CURRENT", current.etag().substring("W/".length()));
  }

  private Response patch(Snapshot operation, String header, String value) {
    return bot.request()
        .header(header, filled(value, operation))
        .body(PATCH)
        .patch(operation.url());
  }

  @Test
  void etagIsWeakAndTheSameInHeaderAndBody() {
    Snapshot operation = anOperation();

    assertThat(operation.etag()).matches("W/\"[^\"]+\"");
    assertThat(operation.json().getString("@odata.etag")).isEqualTo(operation.etag());
  }

  @Test
  void everyChangeMovesTheEtag() {
    Snapshot first = anOperation();
    bot.patch(first.url(), "{\"clientContext\":\"a\"}").then().statusCode(200);
    Snapshot second = Snapshot.of(bot, first.url());
    bot.patch(first.url(), "{\"clientContext\":null}").then().statusCode(200);
    Snapshot third = Snapshot.of(bot, first.url());

    assertThat(Json.without(third.json(), "@odata.etag"))
        .isEqualTo(Json.without(first.json(), "@odata.etag"));
    assertThat(third.etag()).isNotIn(first.etag(), second.etag());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "W/CURRENT",
        "CURRENT",
        "*",
        "W/\"nobody's\", W/CURRENT",
        "CURRENT, \"0\"",
        "\"a,b\",CURRENT",
        "\"\", CURRENT",
        "W/\"0\" ,W/\"00\",\tW/CURRENT ",
        "W/CURRENT,",
        ", W/CURRENT",
        "\"0\",,W/CURRENT"
      })
  void matchingIfMatchLetsTheUpdatePass(String value) {
    Snapshot before = anOperation();

    before.becomes(Json.with(before.json(), PATCH), patch(before, "If-Match", value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"0\"", "\"0\"", "\"\"", "W/\"0\", \"00\"", "\"*\"", "\"W/1\""})
  void otherIfMatchIsRefusedAndChangesNothing(String value) {
    Snapshot before = anOperation();

    Refusal refusal = before.refuses(412, patch(before, "If-Match", value));

    refusal.about("If-Match");
    assertThat(refusal.message()).contains(before.etag());
  }

  @Test
  void ifMatchMayBeSpreadOverSeveralFields() {
    Snapshot before = anOperation();

    before.becomes(
        Json.with(before.json(), PATCH),
        bot.request()
            .header("If-Match", "W/\"0\"")
            .header("If-Match", before.etag())
            .body(PATCH)
            .patch(before.url()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "W/1",
        "w/CURRENT",
        "W/ CURRENT",
        "\"1",
        "1\"",
        "'1'",
        "*, CURRENT",
        "CURRENT *",
        "CURRENT CURRENT",
        "\"a\"b\"",
        "**",
        ",",
        "W/CURRENT; x"
      })
  void malformedPreconditionIsRefused(String value) {
    Snapshot before = anOperation();

    before.refuses(400, patch(before, "If-Match", value)).about("If-Match");
    before.refuses(400, patch(before, "If-None-Match", value)).about("If-None-Match");
    before.refuses(
        400, bot.request().header("If-None-Match", filled(value, before)).get(before.url()));
    before.refuses(
        400, bot.request().header("If-Match", filled(value, before)).delete(before.url()));
  }

  @Test
  void ifMatchThatIsOvertakenIsRefused() {
    Snapshot stale = anOperation();
    bot.patch(stale.url(), "{\"status\":\"Running\"}").then().statusCode(200);
    Snapshot current = Snapshot.of(bot, stale.url());

    current.refuses(412, patch(stale, "If-Match", "W/CURRENT")).about("If-Match");
  }

  @Test
  void noOpWithStaleIfMatchIsRefused() {
    Snapshot before = anOperation();

    before
        .refuses(412, bot.request().header("If-Match", "W/\"0\"").body("{}").patch(before.url()))
        .about("If-Match");
  }

  @Test
  void noOpWithMatchingIfMatchKeepsTheEtag() {
    Snapshot before = anOperation();

    before.isUnchangedBy(
        bot.request().header("If-Match", before.etag()).body("{}").patch(before.url()));
  }

  @Test
  void staleIfMatchComesBeforeTheStateMachine() {
    String url = bot.newOperationFrom(bot.newCall(), "{\"status\":\"Completed\"}");
    Snapshot before = Snapshot.of(bot, url);

    before.refuses(412, patch(before, "If-Match", "W/\"0\"")).about("If-Match");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "W/CURRENT", "CURRENT", "\"0\", CURRENT"})
  void ifNoneMatchOfAnExistingOperationIsRefused(String value) {
    Snapshot before = anOperation();

    before.refuses(412, patch(before, "If-None-Match", value)).about("If-None-Match");
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"0\"", "\"0\"", "\"0\", \"00\""})
  void ifNoneMatchOfAnotherVersionLetsTheUpdatePass(String value) {
    Snapshot before = anOperation();

    before.becomes(Json.with(before.json(), PATCH), patch(before, "If-None-Match", value));
  }

  @Test
  void bothPreconditionsMustHold() {
    Snapshot before = anOperation();

    before
        .refuses(
            412,
            bot.request()
                .header("If-Match", before.etag())
                .header("If-None-Match", before.etag())
                .body(PATCH)
                .patch(before.url()))
        .about("If-None-Match");
    before.becomes(
        Json.with(before.json(), PATCH),
        bot.request()
            .header("If-Match", before.etag())
            .header("If-None-Match", "\"0\"")
            .body(PATCH)
            .patch(before.url()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "W/CURRENT", "CURRENT", "\"0\", W/CURRENT"})
  void readOfAKnownVersionIsNotModified(String value) {
    Snapshot operation = anOperation();
    Snapshot call = Snapshot.of(bot, operation.url().replaceFirst("/operations/.*", ""));

    for (Snapshot known : new Snapshot[] {operation, call}) {
      Response response =
          bot.request().header("If-None-Match", filled(value, known)).get(known.url());

      assertThat(response.statusCode()).isEqualTo(304);
      assertThat(response.asByteArray()).isEmpty();
      assertThat(response.header("ETag")).isEqualTo(known.etag());
      assertThat(response.header("Content-Type")).isNull();
      assertThat(response.header("request-id")).isNotBlank();
    }
  }

  @Test
  void readOfAnotherVersionIsAnswered() {
    Snapshot operation = anOperation();

    Response response = bot.request().header("If-None-Match", "W/\"0\"").get(operation.url());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.asString()).isEqualTo(operation.text());
  }

  @Test
  void readIsModifiedAfterAnUpdate() {
    Snapshot before = anOperation();
    bot.patch(before.url(), PATCH).then().statusCode(200);

    bot.request().header("If-None-Match", before.etag()).get(before.url()).then().statusCode(200);
  }

  @Test
  void ifMatchHoldsForReadsToo() {
    Snapshot operation = anOperation();

    operation
        .refuses(412, bot.request().header("If-Match", "\"0\"").get(operation.url()))
        .about("If-Match");
    bot.request().header("If-Match", operation.etag()).get(operation.url()).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"If-Match: W/\"0\"", "If-Match: \"\"", "If-None-Match: *"})
  void deleteWhosePreconditionFailsLeavesTheOperation(String header) {
    Snapshot before = anOperation();
    String[] parts = header.split(": ", 2);

    before
        .refuses(412, bot.request().header(parts[0], parts[1]).delete(before.url()))
        .about(parts[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/CURRENT", "CURRENT", "*", "\"0\", CURRENT"})
  void deleteWhosePreconditionHoldsRemovesTheOperation(String value) {
    Snapshot before = anOperation();

    Response response =
        bot.request().header("If-Match", filled(value, before)).delete(before.url());

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.asByteArray()).isEmpty();
    Refusal.of(404, bot.get(before.url()));
  }

  @Test
  void hangUpWhosePreconditionFailsLeavesTheCallAndItsOperations() {
    Snapshot operation = anOperation();
    Snapshot call = Snapshot.of(bot, operation.url().replaceFirst("/operations/.*", ""));

    call.refuses(412, bot.request().header("If-Match", "W/\"0\"").delete(call.url()))
        .about("If-Match");
    operation.stillHolds();
    bot.request().header("If-Match", call.etag()).delete(call.url()).then().statusCode(204);
  }

  /** RFC 9110 would allow 412; Graph's guideline wants the plain 404 of a missing resource. */
  @ParameterizedTest
  @ValueSource(strings = {"If-Match: *", "If-Match: W/\"1\"", "If-None-Match: *"})
  void preconditionOnAMissingOperationIsNotFound(String header) {
    String url = bot.newCall() + "/operations/" + UUID.randomUUID();
    String[] parts = header.split(": ", 2);

    Refusal.of(404, bot.request().header(parts[0], parts[1]).body(PATCH).patch(url));
    Refusal.of(404, bot.get(url));
  }

  @Test
  void updateWithoutPreconditionIsNeverRefusedForThat() {
    Snapshot before = anOperation();

    before.becomes(Json.with(before.json(), PATCH), bot.patch(before.url(), PATCH));
  }
}
