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
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a refusal looks like, whoever refuses: wire contract 4.4, 4.5 and 6.1. What attacks get is
 * in {@link SecurityContractIT}.
 */
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

  // ---- 404

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1.0/nope",
        "/beta/nope",
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

  /** Payara answers 403 where its own page is switched off; a server without it 404. */
  @Test
  void pageOfTheServerIsNotServed() {
    Response response = bot.anonymous().get(bot.url() + "/metrics");

    assertThat(response.statusCode()).isIn(403, 404);
    Refusal.of(response.statusCode(), response);
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
        "PUT | call | GET PATCH DELETE",
        "POST | call | GET PATCH DELETE",
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
        "application/json;odata.metadata=",
        "application/json;metadata=everything",
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

  // ---- 415

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

  // ---- below JAX-RS

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
