package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.contract.SecurityCase.Row;
import dev.switchboard.support.ServerAnswers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** What a body gets that is too much, or that is not what its headers say. */
final class TransferCases {

  private static final String UPDATE = "{\"status\":\"Running\"}";
  private static final int LIMIT = 64 * 1024;

  private final SecurityScene scene;
  private final String token;

  TransferCases(SecurityScene scene) {
    this.scene = scene;
    this.token = scene.token("bot", scene.tenant);
  }

  List<Row> rows() throws IOException {
    return List.of(size(), lengths(), mediaTypes(), coding(), accept());
  }

  private SecurityCase patch(String name) {
    return SecurityCase.send(name, "PATCH", scene.operation).bearer(token);
  }

  private SecurityCase bad(String name, String body) {
    return patch(name).json(body).gets(400);
  }

  private Row size() throws IOException {
    String keys =
        IntStream.range(0, 4000).mapToObj("\"k%d\":1"::formatted).collect(Collectors.joining(","));
    return Row.of(
        "depth 100 000; 10^6 keys; a number of 10^6 digits; body over the limit, gzip bomb",
        patch("depth 100 000").json(deep(100_000)).gets(413),
        bad("depth 10 000, below the limit", deep(10_000)),
        bad("objects, depth 5 000", "{\"a\":".repeat(5000) + "1" + "}".repeat(5000)),
        bad("depth 60 000, never closed", "{\"a\":" + "[".repeat(60_000)),
        patch("10^6 keys").json("{" + (keys + ",").repeat(250) + "\"z\":1}").gets(413),
        bad("4 000 keys, below the limit", "{" + keys + "}"),
        patch("a number of 10^6 digits").json("{\"a\":" + "9".repeat(1_000_000) + "}").gets(413),
        bad("a number of 60 000 digits", "{\"a\":" + "9".repeat(60_000) + "}"),
        bad("as code", "{\"resultInfo\":{\"code\":" + "9".repeat(60_000) + "}}"),
        bad(
            "60 000 digits after the point",
            "{\"resultInfo\":{\"code\":0." + "9".repeat(60_000) + "}}"),
        patch("one byte over the limit")
            .json(UPDATE + " ".repeat(LIMIT - UPDATE.length() + 1))
            .gets(413),
        patch("10 MB").json(UPDATE + " ".repeat(10 << 20)).gets(413),
        gzip("gzip bomb of 50 MB", gzip(new byte[50 << 20])).gets(413),
        gzip("gzip bomb in a gzip bomb", gzip(gzip(new byte[50 << 20]))).gets(400, 413));
  }

  private static String deep(int levels) {
    return "{\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
  }

  private Row lengths() {
    return Row.of(
        "lying Content-Length: cut",
        raw(
                "shorter than the body",
                "Content-Type: application/json\r\nContent-Length: 10\r\n",
                UPDATE)
            .gets(400),
        raw(
                "two lengths",
                "Content-Type: application/json\r\nContent-Length: 20\r\nContent-Length: 2\r\n",
                ServerAnswers.refusesTwoLengths() ? UPDATE : "[]" + UPDATE.substring(2))
            .gets(400)
            .perhapsByTheServer(),
        raw("negative", "Content-Type: application/json\r\nContent-Length: -1\r\n", UPDATE)
            .gets(400, 411)
            .perhapsByTheServer(),
        raw("no number", "Content-Type: application/json\r\nContent-Length: abc\r\n", UPDATE)
            .gets(400)
            .perhapsByTheServer(),
        raw(
                "too large for a long",
                "Content-Type: application/json\r\nContent-Length: 99999999999999999999\r\n",
                UPDATE)
            .gets(400, 413)
            .perhapsByTheServer(),
        raw(
                "with chunks: the chunks count",
                "Content-Type: application/json\r\nContent-Length: 20\r\nTransfer-Encoding: chunked\r\n",
                "0\r\n\r\n" + UPDATE)
            .gets(400)
            .perhapsByTheServer(),
        raw(
                "unknown transfer coding",
                "Content-Type: application/json\r\nTransfer-Encoding: x\r\nContent-Length: 20\r\n",
                UPDATE)
            .gets(400, 501)
            .perhapsByTheServer(),
        raw(
                "bad chunk",
                "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                "ZZ\r\n" + UPDATE)
            .withBrokenChunks()
            .gets(400, 415)
            .perhapsByTheServer());
  }

  private SecurityCase raw(String name, String headers, String body) {
    return SecurityCase.sendBytes(
        name,
        scene.operation,
        "PATCH %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\n%s\r\n%s"
            .formatted(scene.operation.replaceFirst("https?://[^/]+", ""), token, headers, body));
  }

  private Row mediaTypes() {
    List<SecurityCase> cases = new ArrayList<>();
    byte[] update = UPDATE.getBytes(StandardCharsets.UTF_8);
    for (String type :
        List.of(
            "text/plain",
            "text/json",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "application/octet-stream",
            "application/x-java-serialized-object",
            "application/json-patch+json",
            "application/problem+json",
            "application/*",
            "*/*",
            "application/json;charset=iso-8859-1",
            "application/json;charset=utf-7",
            "application/json;charset=nonsense")) {
      cases.add(patch(type).with("Content-Type", type).bytes(update).gets(415));
    }
    for (String none : List.of("garbage", "application", "/", "application/", "a b")) {
      cases.add(patch("'" + none + "'").with("Content-Type", none).bytes(update).gets(400, 415));
    }
    cases.add(patch("no Content-Type").bytes(update).gets(415));
    cases.add(
        patch("two Content-Types").json(UPDATE).with("Content-Type", "text/plain").gets(400, 415));
    cases.add(
        SecurityCase.send("merge patch to create", "POST", scene.call + "/operations")
            .bearer(token)
            .with("Content-Type", "application/merge-patch+json")
            .bytes("{}".getBytes(StandardCharsets.UTF_8))
            .gets(415));
    return new Row("wrong or missing Content-Type: 415", cases);
  }

  private Row coding() throws IOException {
    List<SecurityCase> cases = new ArrayList<>();
    byte[] whole = gzip(UPDATE.getBytes(StandardCharsets.UTF_8));
    for (String coding :
        List.of("br", "deflate", "compress", "zstd", "gzip, gzip", "gzip, identity", "nonsense")) {
      cases.add(unsupported(patch(coding).with("Content-Encoding", coding).json(whole)));
    }
    byte[] checksum = whole.clone();
    checksum[whole.length - 6] ^= 1;
    cases.add(unsupported(gzip("not gzip", UPDATE.getBytes(StandardCharsets.UTF_8))));
    cases.add(unsupported(gzip("empty", new byte[0])));
    cases.add(unsupported(gzip("half a head", Arrays.copyOf(whole, 5))));
    cases.add(unsupported(gzip("no trailer", Arrays.copyOf(whole, whole.length - 9))));
    cases.add(unsupported(gzip("half a trailer", Arrays.copyOf(whole, whole.length - 3))));
    cases.add(unsupported(gzip("wrong checksum", checksum)));
    return new Row("unknown Content-Encoding: 415", cases);
  }

  private static SecurityCase unsupported(SecurityCase sent) {
    return sent.gets(415)
        .about("Content-Encoding")
        .and(response -> assertThat(response.header("Accept-Encoding")).contains("gzip"));
  }

  private Row accept() {
    List<SecurityCase> cases = new ArrayList<>();
    for (String range :
        List.of(
            "text/html",
            "application/xml",
            "garbage",
            "application/json;q=0",
            "application/json;odata.metadata=most",
            "../../etc/passwd")) {
      cases.add(patch(range).with("Accept", range).json(UPDATE).gets(406).about("Accept"));
    }
    return new Row("unacceptable Accept: 406, still JSON", cases);
  }

  private SecurityCase gzip(String name, byte[] body) {
    return patch(name).with("Content-Encoding", "gzip").json(body);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
