package dev.switchboard.contract;

import static dev.switchboard.contract.CallScene.PROMPT;
import static dev.switchboard.contract.CallScene.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Service;
import dev.switchboard.support.Snapshot;
import dev.switchboard.support.SwitchboardProcess;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of the contract that an operator can change, at a service where they are changed. */
class SettingsContractIT {

  /** The greatest that can be set: the database must have room for it. */
  private static final int LONGEST_CLIENT_CONTEXT = 2048;

  private static SwitchboardProcess service;

  private final Api bot = new Api(service.baseUrl(), "bot", Service.newTenant());

  @BeforeAll
  static void start() {
    service =
        SwitchboardProcess.development("settings")
            .with("require-if-match", "true")
            .with("open-types", "false")
            .with("status-casing", "camel")
            .with("max-client-context", Integer.toString(LONGEST_CLIENT_CONTEXT))
            .with("max-prompts", "2")
            .with("max-record-seconds", "600")
            .with("max-redirect-targets", "1")
            .with("max-invitations", "1")
            .with("callback-ports", "443,8443")
            .with("callback-networks", "10.1.0.0/16,fd00:1::/32")
            .start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private Snapshot anOperation(String status) {
    return Snapshot.of(
        bot, bot.newOperationFrom(bot.newCall(), "{\"status\":\"%s\"}".formatted(status)));
  }

  private Response patch(Snapshot operation, String body) {
    return bot.request().header("If-Match", operation.etag()).body(body).patch(operation.url());
  }

  // ---- require-if-match

  @ParameterizedTest
  @ValueSource(strings = {"{\"clientContext\":\"new\"}", "{}"})
  void updateWithoutIfMatchIsRefused(String body) {
    Snapshot operation = anOperation("Running");

    operation.refuses(428, bot.patch(operation.url(), body)).about("If-Match");
    operation
        .refuses(
            428, bot.request().header("If-None-Match", "\"0\"").body(body).patch(operation.url()))
        .about("If-Match");
  }

  @Test
  void deletionWithoutIfMatchIsRefused() {
    Snapshot operation = anOperation("Running");
    Snapshot call = Snapshot.of(bot, operation.url().replaceFirst("/operations/.*", ""));

    operation.refuses(428, bot.request().delete(operation.url())).about("If-Match");
    call.refuses(428, bot.request().delete(call.url())).about("If-Match");
  }

  @Test
  void missingOperationIsNotFoundBeforeIfMatchIsMissed() {
    Refusal.of(404, bot.patch(bot.newCall() + "/operations/no-id", "{}"));
  }

  @Test
  void updateWithIfMatchPasses() {
    Snapshot operation = anOperation("Running");

    operation.becomes(
        Json.with(operation.json(), "{\"clientContext\":\"new\"}"),
        patch(operation, "{\"clientContext\":\"new\"}"));
  }

  @Test
  void staleIfMatchIsRefusedAsEver() {
    Snapshot operation = anOperation("Running");

    operation
        .refuses(412, bot.request().header("If-Match", "W/\"0\"").body("{}").patch(operation.url()))
        .about("If-Match");
  }

  // ---- open-types

  @Test
  void undeclaredMemberIsRefused() {
    Snapshot operation = anOperation("Running");

    operation
        .refuses(400, patch(operation, "{\"clientContext\":\"new\",\"colour\":\"red\"}"))
        .about("colour");
    Refusal.of(
            400,
            bot.request()
                .body("{\"callbackUri\":\"https://bot.example/cb\",\"colour\":\"red\"}")
                .post(bot.v1("/communications/calls")))
        .about("colour");
  }

  @Test
  void foreignAnnotationIsStillIgnored() {
    Snapshot operation = anOperation("Running");

    operation.isUnchangedBy(
        patch(operation, "{\"@com.example.note\":1,\"@odata.id\":\"x\",\"@odata.unknown\":true}"));
  }

  // ---- max-client-context and other limits of calls

  @Test
  void clientContextMayBeAsLongAsTheSettingSays() {
    Snapshot operation = anOperation("Running");
    // Of two UTF-16 units each: what is counted is what a person would count.
    String longest = "\uD83D\uDE00".repeat(LONGEST_CLIENT_CONTEXT);

    operation
        .refuses(400, patch(operation, "{\"clientContext\":\"%sx\"}".formatted(longest)))
        .about("clientContext");
    operation.becomes(
        Json.with(operation.json(), "{\"clientContext\":\"%s\"}".formatted(longest)),
        patch(operation, "{\"clientContext\":\"%s\"}".formatted(longest)));
    String call = CallScene.in(bot, "established").url();
    String prompts = "\"prompts\":[%s]".formatted(PROMPT);
    assertThat(act(call, "playPrompt", "{%s,\"clientContext\":\"%s\"}".formatted(prompts, longest)))
        .returns(200, Response::statusCode)
        .returns(longest, answer -> Json.object(answer).getString("clientContext"));
    Refusal.of(
            400,
            act(call, "playPrompt", "{%s,\"clientContext\":\"%sx\"}".formatted(prompts, longest)))
        .about("clientContext");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "established | playPrompt | prompts | {\"prompts\":[%s,%s]} | {\"prompts\":[%s,%s,%s]}",
        "established | recordResponse | maxRecordDurationInSeconds"
            + " | {\"maxRecordDurationInSeconds\":600} | {\"maxRecordDurationInSeconds\":601}",
        "incoming | redirect | targets | {\"targets\":[%t]} | {\"targets\":[%t,%t]}",
        "established | participants/invite | participants"
            + " | {\"participants\":[%t]} | {\"participants\":[%t,%t]}"
      })
  void actionMayAskForAsMuchAsTheSettingsSay(
      String state, String action, String parameter, String most, String tooMuch) {
    String call = CallScene.in(bot, state).url();

    Refusal.of(400, act(call, action, body(tooMuch))).about(parameter);
    assertThat(act(call, action, body(most)).statusCode()).isIn(200, 202);
  }

  private static String body(String pattern) {
    return pattern.replace("%s", PROMPT).replace("%t", TARGET);
  }

  private Response act(String call, String action, String body) {
    return bot.request().body(body).post(call + "/" + action);
  }

  // ---- callback-ports, callback-networks

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://bot.example:8443/cb",
        "https://10.1.2.3/cb",
        "https://0xa010203:8443/cb",
        "https://[fd00:1::1]:8443/cb"
      })
  void callbackMayGoWhereTheSettingsAllow(String uri) {
    assertThat(createWith(uri).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://bot.example:444/cb|must have one of the ports 443, 8443",
        "http://10.1.2.3/cb|must begin with https://",
        "https://10.2.0.0/cb|must name a public host: 10.2.0.0 is a private address",
        "https://169.254.169.254/cb|must name a public host: 169.254.169.254 is a link-local address"
      })
  void callbackMayGoNowhereElse(String uri, String rule) {
    Refusal refusal = Refusal.of(400, createWith(uri)).about("callbackUri");

    assertThat(refusal.message()).startsWith("callbackUri " + rule);
  }

  private Response createWith(String callbackUri) {
    return bot.request()
        .body("{\"callbackUri\":\"%s\"}".formatted(callbackUri))
        .post(bot.v1("/communications/calls"));
  }

  // ---- status-casing

  @ParameterizedTest
  @CsvSource({"NotStarted,notStarted", "Running,running", "Completed,completed", "Failed,failed"})
  void statusIsWrittenInTheCasingOfTheDocumentation(String sent, String written) {
    Snapshot operation = anOperation(sent);

    assertThat(operation.json().getString("status")).isEqualTo(written);
    operation.isUnchangedBy(patch(operation, "{\"status\":\"%s\"}".formatted(sent)));
    operation.isUnchangedBy(patch(operation, "{\"status\":\"%s\"}".formatted(written)));
  }

  @Test
  void notificationsAreWrittenInItToo() {
    Snapshot operation = anOperation("Running");
    patch(operation, "{\"status\":\"Completed\"}").then().statusCode(200);
    String call = operation.url().replaceFirst("/operations/.*", "");

    List<JsonObject> told =
        Json.object(bot.get(call + "/notifications"))
            .getJsonArray("value")
            .getValuesAs(JsonObject.class);

    assertThat(told.get(told.size() - 1).getJsonObject("resourceData").getString("status"))
        .isEqualTo("completed");
  }
}
