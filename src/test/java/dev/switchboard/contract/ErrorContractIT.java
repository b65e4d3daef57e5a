package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.RawHttp;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Snapshot;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refusal looks like, whoever refuses: wire contract 4.4, 4.5 and 6.1. */
class ErrorContractIT {

  private static final String PATCH = "{\"clientContext\":\"new\"}";
  private static final int LIMIT = 64 * 1024;

  private final Api bot = Api.bot();

  private Snapshot anOperation() {
    return Snapshot.of(bot, bot.newOperation());
  }

  private static String callOf(Snapshot operation) {
    return operation.url().replaceFirst("/operations/.*", "");
  }

  private static String lastSegment(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  // ---- 404

  @Test
  void whatIsNotThereAndWhatIsNotYoursAreToldApartByNothing() {
    Snapshot operation = anOperation();
    String call = callOf(operation);
    String id = lastSegment(operation.url());
    String missing = call + "/operations/" + UUID.randomUUID();
    Api stranger = bot.inTenant(UUID.randomUUID().toString());
    Api colleague = bot.as("bot-2");

    for (String method : new String[] {"GET", "PATCH", "DELETE"}) {
      Refusal expected = Refusal.of(404, send(bot, method, missing));
      for (Refusal other :
          new Refusal[] {
            Refusal.of(404, send(bot, method, bot.newCall() + "/operations/" + id)),
            Refusal.of(
                404,
                send(
                    bot,
                    method,
                    bot.v1("/communications/calls/" + UUID.randomUUID() + "/operations/" + id))),
            Refusal.of(404, send(bot, method, call + "/operations/no-id")),
            Refusal.of(
                404, send(bot, method, bot.v1("/communications/calls/no-id/operations/") + id)),
            Refusal.of(404, send(stranger, method, operation.url())),
            Refusal.of(404, send(colleague, method, operation.url()))
          }) {
        assertThat(other.withoutIds()).isEqualTo(expected.withoutIds());
        assertThat(other.headerNames()).isEqualTo(expected.headerNames());
      }
    }
    operation.stillHolds();
  }

  @Test
  void foreignCallLooksLikeAMissingOne() {
    Snapshot operation = anOperation();
    String call = callOf(operation);
    Api stranger = bot.inTenant(UUID.randomUUID().toString());
    Api colleague = bot.as("bot-2");
    String missing = bot.v1("/communications/calls/" + UUID.randomUUID());

    for (String path : new String[] {"", "/operations"}) {
      Refusal expected = Refusal.of(404, bot.get(missing + path));
      for (Api other : new Api[] {stranger, colleague}) {
        assertThat(Refusal.of(404, other.get(call + path)).withoutIds())
            .isEqualTo(expected.withoutIds());
      }
      assertThat(
              Refusal.of(404, bot.get(bot.v1("/communications/calls/no-id" + path))).withoutIds())
          .isEqualTo(expected.withoutIds());
    }
    Refusal deletion = Refusal.of(404, bot.request().delete(missing));
    Refusal creation = Refusal.of(404, bot.request().body("{}").post(missing + "/operations"));
    for (Api other : new Api[] {stranger, colleague}) {
      assertThat(Refusal.of(404, other.request().delete(call)).withoutIds())
          .isEqualTo(deletion.withoutIds());
      assertThat(
              Refusal.of(404, other.request().body("{}").post(call + "/operations")).withoutIds())
          .isEqualTo(creation.withoutIds());
    }
    operation.stillHolds();
  }

  private static Response send(Api api, String method, String url) {
    return method.equals("PATCH") ? api.patch(url, PATCH) : api.request().request(method, url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1.0",
        "/v1.0/",
        "/v1.0/nope",
        "/beta/nope",
        "/v1.0/communications",
        "/v1.0/communications/presences",
        "/v1.0/app",
        "/v1.0/communications/calls/a%2Fb",
        "/v1.0/communications/calls('x",
        "/v1.0/communications/calls(x)/operations",
        "/v1.0/Communications/Calls",
        "/v1.0/communications/calls//operations",
        "/v1.0/..%2Fcommunications/calls"
      })
  void unknownPathBelowAServiceRootIsNotFound(String path) {
    Refusal refusal = Refusal.of(404, bot.get(bot.url() + path));

    assertThat(refusal.header("OData-Version")).isEqualTo("4.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nope",
        "/v2.0/communications/calls",
        "/v1.0x/communications/calls",
        "/communications/calls",
        "/index.html",
        "/favicon.ico",
        "/application.wadl",
        "/error-page",
        "/WEB-INF/web.xml",
        "/WEB-INF/classes/META-INF/persistence.xml",
        "/META-INF/MANIFEST.MF",
        "/health/nope"
      })
  void unknownPathOutsideTheServiceRootsIsNotFoundForAnybody(String path) {
    Refusal.of(404, bot.anonymous().get(bot.url() + path));
    Refusal.of(404, bot.anonymous().body("{}").post(bot.url() + path));
    Refusal.of(404, bot.get(bot.url() + path));
  }

  /** Payara answers 403 where its own pages are switched off; a server without them 404. */
  @ParameterizedTest
  @ValueSource(strings = {"/openapi", "/metrics"})
  void pageOfTheServerIsNotServed(String path) {
    Response response = bot.anonymous().get(bot.url() + path);

    assertThat(response.statusCode()).isIn(403, 404);
    Refusal.of(response.statusCode(), response);
  }

  // ---- 401

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1.0/communications/calls",
        "/beta/communications/calls",
        "/v1.0/app/calls/1",
        "/v1.0/nope",
        "/v1.0/$metadata",
        "/v1.0/communications/calls?$filter=a"
      })
  void strangerLearnsNothingButHowToAuthenticate(String path) {
    Refusal refusal = Refusal.of(401, bot.anonymous().get(bot.url() + path));

    assertThat(refusal.header("WWW-Authenticate")).startsWith("Bearer ");
    assertThat(refusal.header("OData-Version")).isEqualTo("4.0");
  }

  @Test
  void unauthenticatedUpdateChangesNothing() {
    Snapshot operation = anOperation();

    operation.refuses(401, bot.anonymous().body(PATCH).patch(operation.url()));
    operation.refuses(401, bot.anonymous().body("not JSON").patch(operation.url()));
    operation.refuses(401, bot.anonymous().delete(operation.url()));
  }

  // ---- 405

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT | operation | GET PATCH DELETE",
        "POST | operation | GET PATCH DELETE",
        "BREW | operation | GET PATCH DELETE",
        "PATCH | operations | GET POST",
        "PUT | operations | GET POST",
        "DELETE | operations | GET POST",
        "PATCH | call | GET DELETE",
        "PUT | call | GET DELETE",
        "POST | call | GET DELETE",
        "DELETE | calls | GET POST",
        "PATCH | calls | GET POST"
      })
  void unsupportedMethodIsRefusedWithTheSupportedOnes(
      String method, String resource, String allowed) {
    Snapshot operation = anOperation();
    String url =
        switch (resource) {
          case "operation" -> operation.url();
          case "operations" -> callOf(operation) + "/operations";
          case "call" -> callOf(operation);
          default -> bot.v1("/communications/calls");
        };

    Refusal refusal = operation.refuses(405, bot.request().request(method, url));

    assertThat(refusal.header("Allow").split(", *"))
        .contains(allowed.split(" "))
        .doesNotContain(method);
  }

  // ---- 406

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "application/xml",
        "application/atom+xml, text/*",
        "garbage",
        "application/json;q=0",
        "*/*;q=0.0",
        "application/json;odata.metadata=none",
        "application/json;odata.metadata=full",
        "application/json;metadata=full",
        "application/json;odata.metadata=everything",
        "application/json;IEEE754Compatible=true",
        "application/json;charset=utf-16",
        "application/json;indent=true",
        "application/json;nobody.knows=1"
      })
  void formatThatTheServiceDoesNotWriteIsNotAcceptable(String accept) {
    Snapshot operation = anOperation();

    operation
        .refuses(406, bot.request().header("Accept", accept).get(operation.url()))
        .about("Accept");
    operation
        .refuses(406, bot.request().header("Accept", accept).body(PATCH).patch(operation.url()))
        .about("Accept");
  }

  // ---- 400, 412 by protocol headers

  @ParameterizedTest
  @CsvSource({
    "OData-Version,3.0",
    "OData-Version,4.02",
    "OData-Version,x",
    "OData-MaxVersion,3.0",
    "OData-MaxVersion,x"
  })
  void versionThatTheServiceDoesNotSpeakIsRefused(String header, String version) {
    Snapshot operation = anOperation();

    operation
        .refuses(400, bot.request().header(header, version).body(PATCH).patch(operation.url()))
        .about(header);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Isolation", "OData-Isolation"})
  void snapshotIsolationFailsThePrecondition(String header) {
    Snapshot operation = anOperation();

    operation
        .refuses(412, bot.request().header(header, "snapshot").body(PATCH).patch(operation.url()))
        .about(header);
    operation
        .refuses(412, bot.request().header(header, "snapshot").get(operation.url()))
        .about(header);
  }

  // ---- 413

  @Test
  void bodyOf64KibIsReadAndOneByteMoreIsTooLarge() {
    Snapshot operation = anOperation();
    String fits = PATCH + " ".repeat(LIMIT - PATCH.length());

    operation.refuses(413, bot.patch(operation.url(), fits + " "));
    operation.becomes(Json.with(operation.json(), PATCH), bot.patch(operation.url(), fits));
  }

  @Test
  void limitHoldsForCreationsToo() {
    String call = bot.newCall();

    Refusal.of(413, bot.request().body(" ".repeat(LIMIT + 1)).post(call + "/operations"));
    Refusal.of(
        413, bot.request().body(" ".repeat(LIMIT + 1)).post(bot.v1("/communications/calls")));
    assertThat(Json.object(bot.get(call + "/operations")).getJsonArray("value")).isEmpty();
  }

  @Test
  void gzipBombIsTooLarge() throws IOException {
    Snapshot operation = anOperation();
    byte[] bomb = gzip(new byte[50 * 1024 * 1024]);
    assertThat(bomb.length).isLessThan(LIMIT);

    operation.refuses(413, gzipped(operation.url(), bomb));
  }

  // ---- 415

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/json",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/octet-stream",
        "application/json-patch+json",
        "application/problem+json",
        "application/*",
        "*/*",
        "application/json;charset=iso-8859-1",
        "application/json;charset=utf-7",
        "application/json;charset=nonsense"
      })
  void otherContentTypeIsUnsupported(String contentType) {
    Snapshot operation = anOperation();

    operation.refuses(415, with(contentType, PATCH.getBytes(StandardCharsets.UTF_8), operation));
  }

  @Test
  void mergePatchIsNoWayToCreate() {
    String call = bot.newCall();

    Refusal.of(
        415,
        bot.request()
            .contentType("application/merge-patch+json")
            .body("{}")
            .post(call + "/operations"));
    assertThat(Json.object(bot.get(call + "/operations")).getJsonArray("value")).isEmpty();
  }

  @Test
  void missingContentTypeIsUnsupported() {
    Snapshot operation = anOperation();

    operation.refuses(415, raw("PATCH", operation.url(), "", PATCH));
  }

  @ParameterizedTest
  @CsvSource({"PATCH,operation", "POST,operations", "POST,calls"})
  void neitherContentTypeNorBodyIsRefused(String method, String resource) {
    Snapshot operation = anOperation();
    String url =
        switch (resource) {
          case "operation" -> operation.url();
          case "operations" -> callOf(operation) + "/operations";
          default -> bot.v1("/communications/calls");
        };

    operation.refuses(400, raw(method, url, "", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "compress", "gzip, gzip", "gzip, identity", "nonsense"})
  void unknownContentEncodingIsUnsupported(String encoding) throws IOException {
    Snapshot operation = anOperation();

    Refusal refusal =
        operation.refuses(
            415,
            bot.request()
                .header("Content-Encoding", encoding)
                .body(gzip(PATCH.getBytes(StandardCharsets.UTF_8)))
                .patch(operation.url()));

    refusal.about("Content-Encoding");
    assertThat(refusal.header("Accept-Encoding")).contains("gzip");
  }

  @Test
  void brokenGzipIsUnsupported() throws IOException {
    Snapshot operation = anOperation();
    byte[] whole = gzip(PATCH.getBytes(StandardCharsets.UTF_8));
    byte[] badChecksum = whole.clone();
    badChecksum[whole.length - 6] ^= 1;

    for (byte[] broken :
        new byte[][] {
          PATCH.getBytes(StandardCharsets.UTF_8),
          new byte[0],
          Arrays.copyOf(whole, 5),
          Arrays.copyOf(whole, whole.length - 9),
          Arrays.copyOf(whole, whole.length - 3),
          badChecksum
        }) {
      operation.refuses(415, gzipped(operation.url(), broken)).about("Content-Encoding");
    }
  }

  @Test
  void gzipBodyIsRead() throws IOException {
    Snapshot operation = anOperation();

    operation.becomes(
        Json.with(operation.json(), PATCH),
        gzipped(operation.url(), gzip(PATCH.getBytes(StandardCharsets.UTF_8))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GZIP", "x-gzip"})
  void otherNamesOfGzipAreKnown(String encoding) throws IOException {
    Snapshot operation = anOperation();

    operation.becomes(
        Json.with(operation.json(), PATCH),
        bot.request()
            .header("Content-Encoding", encoding)
            .body(gzip(PATCH.getBytes(StandardCharsets.UTF_8)))
            .patch(operation.url()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
  void everyUnicodeCharsetIsRead(String charset) {
    Snapshot operation = anOperation();
    String patch = "{\"clientContext\":\"\u00FC\u20AC\uD83D\uDCDE\"}";

    operation.becomes(
        Json.with(operation.json(), patch),
        with(
            "application/json;charset=" + charset.toLowerCase(Locale.ROOT),
            patch.getBytes(Charset.forName(charset)),
            operation));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid start byte:FF",
        "lonely continuation byte:80",
        "overlong slash:C0AF",
        "surrogate in CESU-8:EDA080",
        "beyond Unicode:F4908080",
        "Latin-1:FC"
      })
  void invalidUtf8IsRefused(String row) {
    Snapshot operation = anOperation();
    byte[] bad = java.util.HexFormat.of().parseHex(row.substring(row.indexOf(':') + 1));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("{\"clientContext\":\"a".getBytes(StandardCharsets.UTF_8));
    body.writeBytes(bad);
    body.writeBytes("z\"}".getBytes(StandardCharsets.UTF_8));

    operation.refuses(400, with("application/json", body.toByteArray(), operation)).about(null);
  }

  @Test
  void truncatedUtf16IsRefused() {
    Snapshot operation = anOperation();
    byte[] whole = PATCH.getBytes(StandardCharsets.UTF_16BE);

    operation
        .refuses(
            400,
            with(
                "application/json;charset=utf-16be",
                Arrays.copyOf(whole, whole.length - 1),
                operation))
        .about(null);
  }

  // ---- below JAX-RS

  @Test
  void twoAuthorizationHeadersAreRefused() {
    Refusal.of(400, raw("GET", bot.v1("/communications/calls"), authorization(), ""))
        .about("Authorization");
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "application", "/", "application/", "a b"})
  void contentTypeThatIsNoMediaTypeIsRefused(String contentType) {
    Snapshot operation = anOperation();

    Response response =
        raw("PATCH", operation.url(), "Content-Type: " + contentType + "\r\n", PATCH);

    assertThat(response.statusCode()).isIn(400, 415);
    operation.refuses(response.statusCode(), response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1.0/{x}", "/v1.0/a|b", "/v1.0/a^b", "/v1.0/\"a\""})
  void characterThatNoUrlHoldsIsRefusedInJson(String path) {
    Response response = raw("GET", bot.url() + path, "", "");

    assertThat(response.statusCode()).isIn(400, 404);
    Refusal.of(response.statusCode(), response);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET {path} HTTP/9.9\r\nHost: localhost\r\n{auth}\r\n",
        "GET {path} b HTTP/1.1\r\nHost: localhost\r\n{auth}\r\n",
        "GET {path} HTTP/1.1\r\n{auth}\r\n",
        "GET {path}\\y HTTP/1.1\r\nHost: localhost\r\n{auth}\r\n",
        "DELETE {path} HTTP/1.1\r\nHost: localhost\r\n{auth}Content-Length: 2\r\n\r\n{}",
        "PATCH {path} HTTP/1.1\r\nHost: localhost\r\n{auth}Content-Length: abc\r\n\r\n{}",
        "PATCH {path} HTTP/1.1\r\nHost: localhost\r\n{auth}Content-Length: -1\r\n\r\n{}",
        "POST {path} HTTP/1.1\r\nHost: localhost\r\n{auth}Transfer-Encoding: chunked\r\n\r\nZZ\r\n",
        "GET {path} HTTP/1.1\r\nHost: localhost\r\n{auth}X: a\u0000b\r\n\r\n",
        "GET {path}%00 HTTP/1.1\r\nHost: localhost\r\n{auth}Connection: close\r\n\r\n",
        "GET {path}%FF HTTP/1.1\r\nHost: localhost\r\n{auth}Connection: close\r\n\r\n"
      })
  void malformedHttpIsRefusedByTheServerBeforeTheServiceCanSayItInJson(String request) {
    String answer =
        RawHttp.at(bot.url())
            .exchange(
                request
                    .replace("{path}", "/v1.0/communications/calls/x")
                    .replace("{auth}", authorization()));

    assertThat(answer).matches("(?s)HTTP/1\\.1 (400|404|505) .*");
    assertThat(answer).doesNotContain("Exception", "\tat ");
  }

  @Test
  void requestLineOrHeadersBeyondTheLimitOfTheServerAreRefused() {
    Response line = raw("GET", bot.v1("/communications/calls/" + "x".repeat(40_000)), "", "");
    Response header =
        raw("GET", bot.v1("/communications/calls"), "X-Long: " + "x".repeat(40_000) + "\r\n", "");

    assertThat(line.statusCode()).isIn(400, 404, 414, 431);
    assertThat(header.statusCode()).isIn(400, 413, 431);
  }

  @Test
  void errorNeverShowsInternals() {
    Snapshot operation = anOperation();

    for (Response response :
        new Response[] {
          bot.patch(operation.url(), "{"),
          bot.patch(operation.url(), "{\"resultInfo\":{\"code\":1e999999999}}"),
          bot.get(operation.url() + "?$select=%00"),
          bot.get(bot.v1("/communications/calls?$skiptoken=%F0%9F%93%9E"))
        }) {
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(Refusal.of(400, response).message())
          .doesNotContainIgnoringCase("java", "org.", "dev.switchboard", "select o");
    }
    operation.stillHolds();
  }

  private Response with(String contentType, byte[] body, Snapshot operation) {
    return RawHttp.at(bot.url())
        .send(
            "PATCH",
            operation.url(),
            authorization() + "Content-Type: " + contentType + "\r\n",
            body);
  }

  private Response raw(String method, String url, String headers, String body) {
    return RawHttp.at(bot.url())
        .send(method, url, authorization() + headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private String authorization() {
    return "Authorization: Bearer " + bot.token() + "\r\n";
  }

  private Response gzipped(String url, byte[] body) {
    return bot.request().header("Content-Encoding", "gzip").body(body).patch(url);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
