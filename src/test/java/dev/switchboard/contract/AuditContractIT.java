package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.RawHttp;
import dev.switchboard.support.ServerAnswers;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One line for every write and for every refusal, and what never stands in one. */
class AuditContractIT {

  @TempDir private static Path folder;

  private static SwitchboardProcess service;

  private final Api bot = new Api(service.baseUrl(), "bot", Service.newTenant());

  @BeforeAll
  static void start() {
    service =
        SwitchboardProcess.development("audit")
            .with("audit-log", folder.resolve("audit.log").toString())
            .start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void updateTellsWhoDidWhatToWhichVersion() throws Exception {
    String operation = bot.newOperation();

    Response response = bot.patch(operation, "{\"status\":\"Running\"}");

    JsonObject line = lineOf(response);
    assertThat(line.getString("event")).isEqualTo("write");
    assertThat(line.getString("tenantId")).isEqualTo(bot.tenant());
    assertThat(line.getString("applicationId")).isEqualTo("bot");
    assertThat(line.getString("method")).isEqualTo("PATCH");
    assertThat(line.getInt("status")).isEqualTo(200);
    assertThat(operation).endsWith(line.getString("path")).endsWith(line.getString("resource"));
    assertThat(line.getInt("versionBefore")).isEqualTo(1);
    assertThat(line.getInt("versionAfter")).isEqualTo(2);
    assertThat(Instant.parse(line.getString("time"))).isBefore(Instant.now().plusSeconds(60));
  }

  @Test
  void updateThatChangesNothingKeepsTheVersion() throws Exception {
    String operation = bot.newOperation();

    JsonObject line = lineOf(bot.patch(operation, "{}"));

    assertThat(line.getInt("versionBefore")).isEqualTo(1);
    assertThat(line.getInt("versionAfter")).isEqualTo(1);
  }

  @Test
  void creationAndDeletionAreWritesToo() throws Exception {
    String call = bot.newCall();
    Response created = bot.request().body("{}").post(call + "/operations");
    Response deleted = bot.request().delete(created.header("Location"));

    assertThat(lineOf(created)).containsKey("versionAfter").doesNotContainKey("versionBefore");
    assertThat(created.header("Location")).endsWith(lineOf(created).getString("resource"));
    assertThat(lineOf(deleted)).containsKey("versionBefore").doesNotContainKey("versionAfter");
  }

  @Test
  void hangingUpTellsOfEveryRowThatItChanged() throws Exception {
    String call = bot.newCall();
    bot.newOperation(call, "playPromptOperation");
    bot.newOperation(call, "recordOperation");

    List<JsonObject> lines = linesOf(bot.request().delete(call));

    assertThat(lines).hasSize(3);
    assertThat(lines)
        .allMatch(line -> line.getInt("versionBefore") == 1 && line.getInt("versionAfter") == 2);
    assertThat(lines.get(0).getString("resource")).doesNotContain("operations");
  }

  @Test
  void readingLeavesNoLine() throws Exception {
    assertThat(linesOf(bot.get(bot.newOperation()))).isEmpty();
  }

  @Test
  void refusalForWantOfATokenSaysSo() throws Exception {
    JsonObject line = lineOf(bot.anonymous().get(bot.v1("/communications/calls")));

    assertThat(line.getString("event")).isEqualTo("refusal");
    assertThat(line.getInt("status")).isEqualTo(401);
    assertThat(line.getString("code")).isEqualTo("unauthorized");
    assertThat(line.getString("reason")).isNotBlank();
    assertThat(line).doesNotContainKeys("tenantId", "applicationId");
  }

  @ParameterizedTest(name = "{0} as {1}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "PATCH|guest|{}|403|forbidden",
        "PATCH|bot-2|{}|404|notFound",
        "GET|bot-2||404|notFound",
        "PATCH|bot|[]|400|badRequest",
        "PATCH|bot|{\"status\":\"NotStarted\"}|409|conflict",
        "PUT|bot|{}|405|methodNotAllowed"
      })
  void everyRefusalLeavesALine(String method, String client, String body, int status, String code)
      throws Exception {
    String operation = bot.newOperation();
    bot.patch(operation, "{\"status\":\"Running\"}").then().statusCode(200);
    Api caller = bot.as(client);

    Response response =
        (body == null ? caller.request() : caller.request().body(body)).request(method, operation);

    assertThat(response.statusCode()).isEqualTo(status);
    JsonObject line = lineOf(response);
    assertThat(line.getString("event")).isEqualTo("refusal");
    assertThat(line.getInt("status")).isEqualTo(status);
    assertThat(line.getString("code")).isEqualTo(code);
    assertThat(line.getString("tenantId")).isEqualTo(bot.tenant());
    assertThat(line.getString("applicationId")).isEqualTo(client);
    assertThat(line).doesNotContainKeys("versionBefore", "versionAfter", "resource");
  }

  @Test
  void secretsNeverStandInALog() throws Exception {
    String secret = "secret-" + Service.newTenant();
    String operation =
        bot.newOperationFrom(
            bot.newCall(),
            "{\"@odata.type\":\"#microsoft.graph.recordOperation\",\"recordingAccessToken\":\"%s\"}"
                .formatted(secret));
    bot.patch(operation, "{\"recordingAccessToken\":\"%s-2\",\"x\":1}".formatted(secret));
    bot.patch(operation, "{\"recordingAccessToken\":[\"%s\"]}".formatted(secret));
    bot.patch(operation, "{\"recordingAccessToken\":\"%s\"".formatted(secret));
    bot.patch(operation, "{\"%s\":{\"a\":1e999}}".formatted(secret));
    bot.get(operation + "?access_token=" + secret);
    bot.anonymous().header("Authorization", "Bearer " + secret).get(operation);
    bot.patch(operation, "{\"status\":\"Completed\"}");
    bot.patch(operation, "{\"recordingAccessToken\":\"%s-3\"}".formatted(secret));

    assertThat(bot.get(operation).asString()).contains(secret);
    assertThat(auditLog()).contains(bot.tenant()).doesNotContain(secret, bot.token());
    assertThat(service.log()).doesNotContain(secret, bot.token());
  }

  /** The servers refuse it themselves, and have the error page of the service answer. */
  @Test
  void refusalOfTheServerInFrontOfTheServiceIsRecorded() throws Exception {
    Response response = bot.anonymous().get(service.baseUrl() + "/WEB-INF/web.xml");

    JsonObject line = lineOf(response);
    assertThat(line.getString("event")).isEqualTo("refusal");
    assertThat(line.getString("path")).isEqualTo(ServerAnswers.recordedPathOf("/WEB-INF/web.xml"));
    assertThat(line.getInt("status")).isEqualTo(404);
    assertThat(line.getString("code")).isEqualTo("notFound");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%0d%0a%7b%22event%22:%22write%22%7d",
        "%1b%5b31m",
        "$%7bjndi:ldap://127.0.0.1/a%7d",
        "\u202e",
        "%22,%22status%22:200"
      })
  void whatAClientSendsStaysInsideItsField(String hostile) throws Exception {
    String url = bot.v1("/communications/calls/" + hostile);

    Response response =
        RawHttp.at(url)
            .send(
                "GET",
                url,
                "Authorization: Bearer %s\r\nclient-request-id: %s\r\n"
                    .formatted(bot.token(), "{\"event\": \"write\"}"),
                new byte[0]);

    if (ServerAnswers.refusesTarget(hostile)) {
      ServerAnswers.assertTargetIsRefused(response);
    } else {
      JsonObject line = lineOf(response);
      assertThat(line.getString("event")).isEqualTo("refusal");
      assertThat(line.getString("clientRequestId")).isEqualTo(line.getString("requestId"));
    }
    assertThat(auditLog()).matches("([ -~]+\n)+");
  }

  @Test
  void tokensOfTheDevelopmentIssuerAreNoWrites() throws Exception {
    String tenant = Service.newTenant();
    String token = bot.inTenant(tenant).token();

    assertThat(auditLog()).doesNotContain(tenant, token);
  }

  @Test
  void eachRequestOfABatchHasItsOwnLines() throws Exception {
    String operation = bot.newOperation();
    String unchanged = bot.newOperation();
    String template =
        "{\"id\":\"%s\",\"method\":\"PATCH\",\"url\":\"%s\",\"atomicityGroup\":\"%s\","
            + "\"headers\":{\"Content-Type\":\"application/json\"},\"body\":{\"status\":\"%s\"}}";

    Response response =
        bot.request()
            .body(
                "{\"requests\":[%s,%s,%s,{\"id\":\"4\",\"method\":\"GET\",\"url\":\"%s\"}]}"
                    .formatted(
                        template.formatted("1", operation, "done", "Running"),
                        template.formatted("2", unchanged, "undone", "Completed"),
                        template.formatted("3", operation, "undone", "NotStarted"),
                        unchanged))
            .post(bot.v1("/$batch"));

    List<JsonObject> answers =
        Json.object(response).getJsonArray("responses").getValuesAs(JsonObject.class);
    assertThat(linesOf(response)).isEmpty();
    JsonObject done = lineOf(answers.get(0));
    assertThat(done.getString("event")).isEqualTo("write");
    assertThat(operation).endsWith(done.getString("path")).endsWith(done.getString("resource"));
    assertThat(done.getString("method")).isEqualTo("PATCH");
    assertThat(done.getInt("versionAfter")).isEqualTo(2);
    JsonObject undone = lineOf(answers.get(1));
    assertThat(undone.getString("event")).isEqualTo("refusal");
    assertThat(undone.getInt("status")).isEqualTo(424);
    assertThat(undone).doesNotContainKey("versionAfter");
    JsonObject refused = lineOf(answers.get(2));
    assertThat(refused.getInt("status")).isEqualTo(409);
    assertThat(refused.getString("applicationId")).isEqualTo("bot");
    assertThat(linesWith(answers.get(3).getJsonObject("headers").getString("request-id")))
        .isEmpty();
  }

  private static JsonObject lineOf(JsonObject answer) throws IOException {
    List<JsonObject> lines = linesWith(answer.getJsonObject("headers").getString("request-id"));
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  private static JsonObject lineOf(Response response) throws IOException {
    List<JsonObject> lines = linesOf(response);
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  /**
   * The lines with the request-id of an answer; they are there when the next request is answered.
   */
  private static List<JsonObject> linesOf(Response response) throws IOException {
    return linesWith(response.header("request-id"));
  }

  private static List<JsonObject> linesWith(String requestId) throws IOException {
    assertThat(requestId).isNotBlank();
    service.status("/v1.0/" + requestId);
    return auditLog()
        .lines()
        .map(Json::object)
        .filter(line -> line.getString("requestId").equals(requestId))
        .toList();
  }

  private static String auditLog() throws IOException {
    return Files.readString(folder.resolve("audit.log"), StandardCharsets.US_ASCII);
  }
}
