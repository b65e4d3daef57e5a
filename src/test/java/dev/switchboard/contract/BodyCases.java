package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.contract.SecurityCase.Row;
import dev.switchboard.support.Api;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Snapshot;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What a body gets that says the wrong thing, from the owner of the operation with a good token.
 * The operation is a playPromptOperation that has not started.
 */
final class BodyCases {

  private static final String UPDATE = "{\"status\":\"Running\"}";

  private final SecurityScene scene;
  private final String token;

  BodyCases(SecurityScene scene) {
    this.scene = scene;
    this.token = scene.token("bot", scene.tenant);
  }

  List<Row> rows() {
    return List.of(columns(), values(), text(), numbers(), wellFormed());
  }

  private SecurityCase patch(String name) {
    return SecurityCase.send(name, "PATCH", scene.operation).bearer(token);
  }

  private SecurityCase bad(String body) {
    return bad(body, body);
  }

  private SecurityCase bad(String name, String body) {
    return patch(name.isBlank() ? "blank" : name).json(body).gets(400);
  }

  private Row columns() {
    Api owner = scene.bot.inTenant(scene.scratchTenant);
    String scratch = owner.newOperation();
    String columns =
        ("\"callId\":\"%s\",\"tenantId\":\"%s\",\"applicationId\":\"media\",\"tenant_id\":\"x\",\"version\":99,"
                + "\"etag\":\"W/99\",\"created\":0,\"TYPE\":\"recordOperation\"")
            .formatted(scene.call, scene.tenant);
    return Row.of(
        "id that differs from the URL; callId, tenantId, version and the like: never reach a column",
        bad("{\"id\":\"01a209de-2a19-79c0-b553-21072441eeb3\"}").about("id"),
        bad("{\"id\":\"x\"}").about("id"),
        bad("{\"id\":7}").about("id"),
        bad("{\"id\":null}").about("id"),
        SecurityCase.send("accepted as undeclared members, PATCH", "PATCH", scratch)
            .bearer(owner.token())
            .json("{" + columns + "}")
            .gets(200)
            .and(response -> assertStillOwn(scratch, owner, response)),
        SecurityCase.send(
                "accepted as undeclared members, POST operation",
                "POST",
                scratch.replaceFirst("/[^/]*$", ""))
            .bearer(owner.token())
            .json("{\"id\":\"%s\",%s}".formatted(id(scene.operation), columns))
            .gets(201)
            .and(response -> assertOwn(owner, response)),
        SecurityCase.send(
                "accepted as members of the call, POST call",
                "POST",
                scene.v1("/communications/calls"))
            .bearer(owner.token())
            .json(
                "{\"id\":\"%s\",\"callbackUri\":\"https://bot.example/cb\",\"tenantId\":\"%s\",\"applicationId\":\"bot-2\",\"version\":99}"
                    .formatted(id(scene.call), scene.tenant))
            .gets(201)
            .and(response -> assertOwn(owner, response)));
  }

  private void assertStillOwn(String url, Api owner, Response response) {
    assertThat(response.header("ETag")).isEqualTo("W/\"2\"");
    JsonObject now = Snapshot.of(owner, url).json();
    assertThat(now.getString("id")).isEqualTo(id(url));
    assertThat(now.getString("@odata.type")).isEqualTo("#microsoft.graph.playPromptOperation");
    Refusal.of(404, scene.bot.get(url));
    Refusal.of(404, owner.as("bot-2").get(url));
    assertThat(owner.as("reader").get(url).asString()).isEqualTo(response.asString());
  }

  private void assertOwn(Api owner, Response response) {
    String url = response.header("Location");
    assertThat(response.header("ETag")).isEqualTo("W/\"1\"");
    assertThat(url).doesNotContain(id(scene.operation)).doesNotEndWith(id(scene.call));
    assertThat(Snapshot.of(owner, url).json().getString("id")).isEqualTo(id(url));
    Refusal.of(404, scene.bot.get(url));
    Refusal.of(404, owner.as("bot-2").get(url));
  }

  private Row values() {
    return Row.of(
        "@odata.type of another derived type, or unknown; status unknown, number, null; illegal move",
        bad("{\"@odata.type\":\"#microsoft.graph.recordOperation\"}").about("@odata.type"),
        bad("{\"@odata.type\":\"#microsoft.graph.user\"}").about("@odata.type"),
        bad("{\"@odata.type\":\"#java.lang.Runtime\"}").about("@odata.type"),
        bad("{\"@odata.type\":7}").about("@odata.type"),
        bad("{\"@odata.type\":null}").about("@odata.type"),
        bad("{\"@type\":\"#microsoft.graph.recordOperation\"}").about("@odata.type"),
        bad("{\"status\":\"Paused\"}").about("status"),
        bad("{\"status\":\"\"}").about("status"),
        bad("{\"status\":\"Running\\u0020\"}").about("status"),
        bad("{\"status\":2}").about("status"),
        bad("{\"status\":null}").about("status"),
        bad("{\"status\":[\"Running\"]}").about("status"),
        bad("{\"Status\":\"Running\"}").about("Status"),
        bad("{\"resultInfo\":[]}").about("resultInfo"),
        bad("{\"resultInfo\":\"x\"}").about("resultInfo"),
        bad("{\"clientContext\":{}}").about("clientContext"),
        bad("{\"a b\":1}").about("a b"),
        bad("{\"__proto__ \":1}").about("__proto__ "),
        bad("{\"operations@odata.bind\":[]}").about("operations@odata.bind"),
        SecurityCase.send("terminal operation: 409", "PATCH", terminal())
            .bearer(scene.token("bot", scene.scratchTenant))
            .json(UPDATE)
            .gets(409)
            .about("status"));
  }

  private String terminal() {
    Api owner = scene.bot.inTenant(scene.scratchTenant);
    String url = owner.newOperation();
    owner.patch(url, "{\"status\":\"Failed\"}").then().statusCode(200);
    return url;
  }

  private Row text() {
    String smile = "\uD83D\uDCDE";
    return Row.of(
        "clientContext of 257 characters, lone surrogate, U+0000",
        bad("257 characters", "{\"clientContext\":\"%s\"}".formatted("x".repeat(257)))
            .about("clientContext"),
        bad(
                "257 characters of four bytes",
                "{\"clientContext\":\"%s\"}".formatted(smile.repeat(257)))
            .about("clientContext"),
        bad("{\"clientContext\":\"\\ud800\"}").about("clientContext"),
        bad("{\"clientContext\":\"\\udcde\\ud83d\"}").about("clientContext"),
        bad("{\"clientContext\":\"\\u0000\"}").about("clientContext"),
        bad("NUL as it is", "{\"clientContext\":\"\u0000\"}"),
        bad("escape as it is", "{\"clientContext\":\"\u001B[2J\"}"),
        bad("line end as it is", "{\"clientContext\":\"a\r\nb\"}"),
        bad("{\"resultInfo\":{\"message\":\"\\u0000\"}}").about("resultInfo/message"),
        bad("{\"other\":[{\"a\":\"\\u0000\"}]}"),
        bad("{\"\\u0000\":1}"),
        bad("{\"\\ud800\":1}"),
        bad("name of 129 characters", "{\"%s\":1}".formatted("x".repeat(129))));
  }

  private Row numbers() {
    List<SecurityCase> cases = new ArrayList<>();
    for (String code :
        List.of(
            "2147483648",
            "-2147483649",
            "1.5",
            "1.0",
            "1e400",
            "-1e400",
            "1e-400",
            "1e999999999",
            "1e-999999999",
            "\"1\"",
            "true",
            "[1]",
            "null")) {
      cases.add(bad("{\"resultInfo\":{\"code\":%s}}".formatted(code)));
    }
    for (String number :
        List.of(
            "01",
            "+1",
            ".5",
            "1.",
            "0x10",
            "1_000",
            "--1",
            "NaN",
            "Infinity",
            "-Infinity",
            "1e",
            "1e99999999999999999999")) {
      cases.add(bad("{\"resultInfo\":{\"code\":%s}}".formatted(number)));
      cases.add(bad("{\"other\":%s}".formatted(number)));
    }
    return new Row("code 2147483648, 1.5, 1e400, \"1\"; NaN", cases);
  }

  private Row wellFormed() {
    List<SecurityCase> cases = new ArrayList<>();
    for (String body :
        List.of(
            "{\"clientContext\":\"a\",\"clientContext\":\"b\"}",
            "{\"clientContext\":\"a\",\"client\\u0043ontext\":\"b\"}",
            "{\"resultInfo\":{\"code\":1,\"code\":2}}",
            "{\"other\":[{\"a\":1,\"a\":2}]}",
            UPDATE + UPDATE,
            UPDATE + " x",
            UPDATE + "]",
            UPDATE + "//",
            "{/* comment */\"status\":\"Running\"}",
            "// comment\n" + UPDATE,
            "{'status':'Running'}",
            "{status:\"Running\"}",
            "{\"status\":\"Running\",}",
            "{\"status\":\"Running\"",
            "{\"status\":}",
            "{\"status\"}",
            "{\"other\":\"\\x\"}",
            "{\"other\":\"\\u12\"}",
            "{\"other\":undefined}",
            "[]",
            "[" + UPDATE + "]",
            "null",
            "true",
            "\"text\"",
            "1",
            " ",
            "status=Running",
            "<status>Running</status>")) {
      cases.add(bad(body));
    }
    for (String row :
        List.of(
            "invalid start byte:FF",
            "lonely continuation byte:80",
            "overlong slash:C0AF",
            "overlong NUL:C080",
            "surrogate in CESU-8:EDA080",
            "beyond Unicode:F4908080",
            "Latin-1:FC")) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes("{\"clientContext\":\"a".getBytes(StandardCharsets.UTF_8));
      body.writeBytes(HexFormat.of().parseHex(row.substring(row.indexOf(':') + 1)));
      body.writeBytes("z\"}".getBytes(StandardCharsets.UTF_8));
      cases.add(patch("invalid UTF-8: " + row).json(body.toByteArray()).gets(400).about(null));
    }
    byte[] utf16 = UPDATE.getBytes(StandardCharsets.UTF_16BE);
    cases.add(
        patch("half a character of UTF-16")
            .with("Content-Type", "application/json;charset=utf-16be")
            .bytes(Arrays.copyOf(utf16, utf16.length - 1))
            .gets(400)
            .about(null));
    return new Row("duplicate JSON keys, trailing data, comments, invalid UTF-8", cases);
  }

  private static String id(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
