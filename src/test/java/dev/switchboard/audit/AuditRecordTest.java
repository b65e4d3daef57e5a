package dev.switchboard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.error.RequestIds;
import dev.switchboard.settings.Settings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditRecordTest {

  private static final AuditRecord.Request REQUEST =
      new AuditRecord.Request(
          new RequestIds("r-1", "c-1"), "PATCH", "/v1.0/x", "192.0.2.1", "tenant", "app");

  @TempDir private Path folder;

  @Test
  void writeTellsWhoDidWhatToWhich() throws Exception {
    assertThat(
            written(
                AuditRecord.write(
                    REQUEST, 200, new AuditTrail.Change("communications/calls/1", 1L, 2L))))
        .isEqualTo(
            object(
                """
                {"time":"2030-01-31T10:20:30Z","event":"write","tenantId":"tenant","applicationId":"app",
                 "remoteAddress":"192.0.2.1","method":"PATCH","path":"/v1.0/x","status":200,
                 "requestId":"r-1","clientRequestId":"c-1","resource":"communications/calls/1",
                 "versionBefore":1,"versionAfter":2}"""));
  }

  @Test
  void creationHasNoVersionBeforeAndDeletionNoneAfter() throws Exception {
    assertThat(written(AuditRecord.write(REQUEST, 201, new AuditTrail.Change("x", null, 1L))))
        .containsKey("versionAfter")
        .doesNotContainKey("versionBefore");
    assertThat(written(AuditRecord.write(REQUEST, 204, new AuditTrail.Change("x", 1L, null))))
        .containsKey("versionBefore")
        .doesNotContainKey("versionAfter");
  }

  @Test
  void refusalTellsWhyWhereTheTextIsTheServicesOwn() throws Exception {
    JsonObject refusal =
        written(
            AuditRecord.refusal(REQUEST, 403, ApiException.of(ErrorCode.FORBIDDEN, "Not yours.")));

    assertThat(refusal.getString("event")).isEqualTo("refusal");
    assertThat(refusal.getString("code")).isEqualTo("forbidden");
    assertThat(refusal.getString("reason")).isEqualTo("Not yours.");
  }

  @Test
  void refusalDoesNotRepeatWhatAClientSent() throws Exception {
    JsonObject refusal =
        written(
            AuditRecord.refusal(
                REQUEST, 400, ApiException.badRequest("member", "secret must not be secret")));

    assertThat(refusal.toString()).doesNotContain("secret", "member");
    assertThat(refusal.getString("code")).isEqualTo("badRequest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\n{\"event\":\"write\"}",
        "\u001b[31mred",
        "${jndi:ldap://x/a}",
        "\",\"status\":200,\"",
        "\u2028\u202e",
        "\ud800"
      })
  void nothingThatIsSentBreaksOutOfItsField(String hostile) throws Exception {
    AuditRecord.Request request =
        new AuditRecord.Request(
            new RequestIds(hostile, hostile), hostile, hostile, hostile, hostile, hostile);
    AuditRecord line = AuditRecord.write(request, 200, new AuditTrail.Change(hostile, 1L, 2L));

    JsonObject read = written(line);

    for (String member :
        List.of(
            "tenantId",
            "applicationId",
            "remoteAddress",
            "method",
            "path",
            "requestId",
            "clientRequestId",
            "resource")) {
      assertThat(read.getString(member)).as(member).isEqualTo(hostile);
    }
    assertThat(read.getInt("status")).isEqualTo(200);
  }

  @Test
  void longPathIsCut() throws Exception {
    AuditRecord.Request request =
        new AuditRecord.Request(
            new RequestIds("r", "c"), "GET", "/" + "x".repeat(10_000), "a", null, null);

    assertThat(written(AuditRecord.refusal(request, 404, null)).getString("path")).hasSize(512);
  }

  @Test
  void logIsContinuedAfterARestart() throws Exception {
    written(AuditRecord.write(REQUEST, 204, null));
    Path file = folder.resolve("audit.log");

    assertThat(Files.readAllLines(file)).hasSize(1);
    written(AuditRecord.write(REQUEST, 204, null));
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  /** The last line of the log after this record was written to it. */
  private JsonObject written(AuditRecord line) throws Exception {
    Path file = folder.resolve("audit.log");
    AuditLog log =
        new AuditLog(
            Settings.from(Map.of(), Map.of("switchboard.audit-log", file.toString())),
            Clock.fixed(Instant.parse("2030-01-31T10:20:30Z"), ZoneOffset.UTC));
    log.write(line);
    log.close();
    String text = Files.readString(file);
    assertThat(text).matches("([ -~]+\n)+");
    List<String> lines = text.lines().toList();
    return object(lines.get(lines.size() - 1));
  }

  private static JsonObject object(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
