package dev.switchboard.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectReaderTest {

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("empty", ""),
        arguments("blank", " \n\t "),
        arguments("null", "null"),
        arguments("array", "[]"),
        arguments("array of object", "[{}]"),
        arguments("string", "\"{}\""),
        arguments("number", "1"),
        arguments("true", "true"),
        arguments("unclosed", "{"),
        arguments("unclosed member", "{\"a\":1"),
        arguments("half a member", "{\"a\":"),
        arguments("closed too often", "{}}"),
        arguments("closed by a bracket", "{]"),
        arguments("two objects", "{}{}"),
        arguments("object and scalar", "{} 1"),
        arguments("object and comma", "{},"),
        arguments("object and letter", "{}x"),
        arguments("object and NUL", "{}\0"),
        arguments("object and byte order mark", "{}\uFEFF"),
        arguments("two byte order marks", "\uFEFF\uFEFF{}"),
        arguments("duplicate", "{\"a\":1,\"a\":1}"),
        arguments("duplicate by escape", "{\"a\":1,\"\\u0061\":2}"),
        arguments("duplicate not adjacent", "{\"a\":1,\"b\":2,\"a\":3}"),
        arguments("duplicate at depth 2", "{\"x\":{\"a\":1,\"a\":2}}"),
        arguments("duplicate at depth 3", "{\"x\":{\"y\":{\"a\":1,\"a\":2}}}"),
        arguments("duplicate in an array", "{\"x\":[{\"a\":1},{\"a\":1,\"a\":2}]}"),
        arguments("duplicate object", "{\"a\":{},\"a\":{}}"),
        arguments("duplicate null", "{\"a\":null,\"a\":null}"),
        arguments("duplicate empty name", "{\"\":1,\"\":2}"),
        arguments("line comment", "{} // c"),
        arguments("block comment", "{/* c */}"),
        arguments("hash comment", "{} # c"),
        arguments("trailing comma", "{\"a\":1,}"),
        arguments("trailing comma in array", "{\"a\":[1,]}"),
        arguments("single quotes", "{'a':1}"),
        arguments("bare name", "{a:1}"),
        arguments("NaN", "{\"a\":NaN}"),
        arguments("Infinity", "{\"a\":Infinity}"),
        arguments("-Infinity", "{\"a\":-Infinity}"),
        arguments("undefined", "{\"a\":undefined}"),
        arguments("True", "{\"a\":True}"),
        arguments("leading zero", "{\"a\":01}"),
        arguments("leading plus", "{\"a\":+1}"),
        arguments("leading point", "{\"a\":.5}"),
        arguments("trailing point", "{\"a\":1.}"),
        arguments("hexadecimal", "{\"a\":0x1}"),
        arguments("empty exponent", "{\"a\":1e}"),
        arguments("lonely minus", "{\"a\":-}"),
        arguments("1e400", "{\"a\":1e400}"),
        arguments("-1e400", "{\"a\":-1e400}"),
        arguments("1e400 in an array", "{\"a\":[{\"b\":1e400}]}"),
        arguments("1e2147483648", "{\"a\":1e2147483648}"),
        arguments("1e99999999999", "{\"a\":1e99999999999}"),
        arguments("1e-99999999999", "{\"a\":1e-99999999999}"),
        arguments("400 digits", "{\"a\":" + "9".repeat(400) + "}"),
        arguments("1000000 digits", "{\"a\":" + "9".repeat(1_000_000) + "}"),
        arguments("1000000 digits of a fraction", "{\"a\":0." + "9".repeat(1_000_000) + "}"),
        arguments("raw control character", "{\"a\":\"\u0001\"}"),
        arguments("raw line feed", "{\"a\":\"\n\"}"),
        arguments("bad escape", "{\"a\":\"\\x\"}"),
        arguments("short escape", "{\"a\":\"\\u00\"}"),
        arguments("NUL", "{\"a\":\"\\u0000\"}"),
        arguments("NUL in a name", "{\"\\u0000\":1}"),
        arguments("NUL at depth", "{\"a\":[[{\"b\":\"x\\u0000\"}]]}"),
        arguments("NUL in a name at depth", "{\"a\":[{\"b\\u0000\":1}]}"),
        arguments("high surrogate", "{\"a\":\"\\uD83D\"}"),
        arguments("low surrogate", "{\"a\":\"\\uDE00\"}"),
        arguments("surrogates reversed", "{\"a\":\"\\uDE00\\uD83D\"}"),
        arguments("high surrogate and letter", "{\"a\":\"\\uD83Dx\"}"),
        arguments("surrogate in a name", "{\"\\uD83D\":1}"),
        arguments("surrogate at depth", "{\"a\":{\"b\":[\"\\uD83D\"]}}"),
        arguments("objects 100000 deep", "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)),
        arguments(
            "arrays 100000 deep", "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
        arguments("unclosed 100000 deep", "{\"a\":" + "[".repeat(100_000)),
        arguments("1000000 members", "{" + "\"a\":1,".repeat(1_000_000) + "\"b\":1}"),
        arguments("1000000 elements", "{\"a\":[" + "1,".repeat(1_000_000) + "1]}"));
  }

  @ParameterizedTest(name = "<{0}>")
  @MethodSource("refused")
  void refusesWhatIsNoIJsonObject(String name, String body) {
    assertThatThrownBy(() -> JsonObjectReader.parse(body))
        .as(name)
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
              assertThat(e.getMessage()).hasSizeLessThan(200);
            });
  }

  @Test
  void targetSaysWhereTheNumberStands() {
    assertThatThrownBy(() -> JsonObjectReader.parse("{\"a\":[1,{\"b\":1e400}]}"))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.target()).isEqualTo("a/1/b"));
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {
        "{}",
        " {} ",
        "\r\n{\t}\n",
        "{\"\":1}",
        "{\"a\":1,\"A\":2}",
        "{\"a\":{\"a\":{\"a\":1}}}",
        "{\"a\":[{\"a\":1},{\"a\":1}]}",
        "{\"a\":1e308,\"b\":-1e308,\"c\":1e-400,\"d\":-0,\"e\":1E+2}",
        "{\"a\":9223372036854775808,\"b\":0.1000000000000000000000000001}",
        "{\"a\":\"\\uD83D\\uDE00\",\"b\":\"\\/\\b\\f\\n\\r\\t\\\\\\\"\"}",
        "{\"a\":null,\"b\":true,\"c\":false,\"d\":[],\"e\":{}}"
      })
  void readsIJson(String body) {
    assertThat(JsonObjectReader.parse(body)).isNotNull();
  }

  /** What of each dimension still passes, what does not, and the target of the refusal. */
  static Stream<Arguments> limits() {
    return Stream.of(
        limit(
            "number", "{'a':[" + "9".repeat(100) + "]}", "{'a':[" + "9".repeat(101) + "]}", "a/0"),
        limit("fraction", "{'a':0." + "9".repeat(98) + "}", "{'a':0." + "9".repeat(99) + "}", "a"),
        limit(
            "exponent",
            "{'a':1e-" + "0".repeat(96) + "1}",
            "{'a':1e-" + "0".repeat(97) + "1}",
            "a"),
        limit(
            "string",
            "{'a':{'b':'" + "x".repeat(32_768) + "'}}",
            "{'a':{'b':'" + "x".repeat(32_769) + "'}}",
            "a/b"),
        limit(
            "name",
            "{'" + "n".repeat(512) + "':1}",
            "{'" + "n".repeat(513) + "':1}",
            "n".repeat(159) + "\u2026"),
        limit("members", "{'a':" + object(1_000) + "}", "{'a':" + object(1_001) + "}", "a"),
        limit(
            "values",
            "{'a':[" + "0,".repeat(9_998) + "0]}",
            "{'a':[" + "0,".repeat(9_999) + "0]}",
            null),
        limit(
            "values of members",
            "{'a':[" + (object(999) + ",").repeat(9) + object(998) + "]}",
            "{'a':[" + (object(999) + ",").repeat(9) + object(999) + "]}",
            null),
        limit(
            "objects",
            "{'a':".repeat(64) + "1" + "}".repeat(64),
            "{'a':".repeat(65) + "1" + "}".repeat(65),
            null),
        limit(
            "arrays",
            "{'a':" + "[".repeat(63) + "]".repeat(63) + "}",
            "{'a':" + "[".repeat(64) + "]".repeat(64) + "}",
            null));
  }

  private static Arguments limit(String name, String most, String more, String target) {
    return arguments(name, most.replace('\'', '"'), more.replace('\'', '"'), target);
  }

  private static String object(int members) {
    return IntStream.range(0, members)
        .mapToObj("'%d':0"::formatted)
        .collect(Collectors.joining(",", "{", "}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("limits")
  void everyDimensionHasALimit(String name, String most, String more, String target) {
    assertThatCode(() -> JsonObjectReader.parse(most)).as(name).doesNotThrowAnyException();
    assertThatThrownBy(() -> JsonObjectReader.parse(more))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
              assertThat(e.target()).isEqualTo(target);
            });
  }

  /** Each place written out would be longer than the body by its depth. */
  @Test
  void refusalOfADeepPlaceIsShort() {
    String body = "{\"" + "n".repeat(500) + "\":";
    String deep = body.repeat(60) + "1e400" + "}".repeat(60);

    assertThatThrownBy(() -> JsonObjectReader.parse(deep))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.target()).hasSizeLessThanOrEqualTo(400).contains("\u2026");
              assertThat(e.getMessage()).hasSizeLessThan(500);
            });
  }

  @Test
  void refusalShowsNoControlCharacterOfAName() {
    assertThatThrownBy(
            () -> JsonObjectReader.parse("{\"\\u001b[31m\\r\\n\":1,\"\\u001b[31m\\r\\n\":2}"))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.target()).isEqualTo("\\u001B[31m\\u000D\\u000A");
              assertThat(e.getMessage()).doesNotContain("\u001b", "\r", "\n");
            });
  }

  @Test
  void ignoresOneByteOrderMark() {
    assertThat(JsonObjectReader.parse("\uFEFF{\"a\":1}").getInt("a")).isEqualTo(1);
  }

  @Test
  void keepsNumbersExactly() {
    JsonObject object =
        JsonObjectReader.parse("{\"a\":12345678901234567890.123456789012345678901}");

    assertThat(object.getJsonNumber("a").bigDecimalValue())
        .isEqualTo(new BigDecimal("12345678901234567890.123456789012345678901"));
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"gzip", "GZIP", "x-gzip", " gzip "})
  void readsGzip(String encoding) throws IOException {
    assertThat(read(gzip("{\"a\":1}"), encoding, null).getInt("a")).isEqualTo(1);
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"UTF-8", "utf-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
  void readsUnicode(String charset) throws IOException {
    byte[] body = "{\"a\":\"\u00E9\uD83D\uDE00\"}".getBytes(Charset.forName(charset));

    assertThat(read(body, "identity", charset).getString("a")).isEqualTo("\u00E9\uD83D\uDE00");
  }

  @Test
  void refusesOtherEncodings() {
    assertRefused(bytes("{}"), "br", null, ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    assertRefused(bytes("{}"), "gzip, gzip", null, ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    assertRefused(bytes("{}"), null, "ISO-8859-1", ErrorCode.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void refusesWhatIsNotGzip() throws IOException {
    byte[] whole = gzip("{\"a\":\"" + "x".repeat(1000) + "\"}");

    assertRefused(bytes("{}"), "gzip", null, ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    assertRefused(new byte[0], "gzip", null, ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    assertRefused(
        Arrays.copyOf(whole, whole.length - 9), "gzip", null, ErrorCode.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void refusesBytesThatAreNoText() {
    assertRefused(
        new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}, null, null, ErrorCode.BAD_REQUEST);
    assertRefused(
        new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'},
        null,
        null,
        ErrorCode.BAD_REQUEST);
  }

  @Test
  void bodyMayBeSixtyFourKibibytesAndNoByteMore() throws IOException {
    String body = "{\"a\":1}";
    String longest = body + " ".repeat(64 * 1024 - body.length());

    assertThat(read(bytes(longest), null, null).getInt("a")).isEqualTo(1);
    assertRefused(bytes(longest + " "), null, null, ErrorCode.CONTENT_TOO_LARGE);
  }

  @Test
  void gzipBombIsTooLarge() throws IOException {
    byte[] bomb = gzip("{\"a\":\"" + "x".repeat(10_000_000) + "\"}");

    assertThat(bomb).hasSizeLessThan(64 * 1024);
    assertRefused(bomb, "gzip", null, ErrorCode.CONTENT_TOO_LARGE);
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"65537", " 65537 ", "1000000", "9223372036854775807"})
  void bodyThatIsAnnouncedAsTooLargeIsNotRead(String length) {
    for (String encoding : new String[] {"identity", "gzip"}) {
      MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
      headers.putSingle("Content-Length", length);
      headers.putSingle("Content-Encoding", encoding);

      assertThatThrownBy(() -> read(unreadable(), headers, null))
          .isInstanceOfSatisfying(
              ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTENT_TOO_LARGE));
    }
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"7", "65536", "1", "99999999999999999999", "x", ""})
  void otherwiseTheBytesThatComeDecide(String length) throws IOException {
    MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    headers.putSingle("Content-Length", length);

    assertThat(read(new ByteArrayInputStream(bytes("{\"a\":1}")), headers, null)).hasSize(1);
    assertThatThrownBy(() -> read(new ByteArrayInputStream(new byte[64 * 1024 + 1]), headers, null))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTENT_TOO_LARGE));
  }

  /** Gzip members without content, and a header without end, decompress to nothing. */
  @Test
  void compressedBodyThatNeverEndsIsTooLarge() throws IOException {
    byte[] nothing = gzip("");
    byte[] nameWithoutEnd = new byte[200_000];
    Arrays.fill(nameWithoutEnd, (byte) 'x');
    System.arraycopy(new byte[] {31, (byte) 139, 8, 8, 0, 0, 0, 0, 0, 0}, 0, nameWithoutEnd, 0, 10);

    assertRefused(repeated(nothing, 100_000), "gzip", null, ErrorCode.CONTENT_TOO_LARGE);
    assertRefused(nameWithoutEnd, "gzip", null, ErrorCode.CONTENT_TOO_LARGE);
  }

  /** A stack as small as a server's may be. */
  @Test
  void gzipMembersAreReadWithoutRecursion() throws Exception {
    byte[] body = repeated(gzip(""), 64 * 1024 / gzip("").length);
    FutureTask<Void> reading =
        new FutureTask<>(() -> assertRefused(body, "gzip", null, ErrorCode.BAD_REQUEST), null);
    new Thread(null, reading, "small stack", 128 * 1024).start();

    reading.get(1, TimeUnit.MINUTES);
  }

  private static byte[] repeated(byte[] part, int times) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  private static InputStream unreadable() {
    return new InputStream() {
      @Override
      public int read() {
        throw new AssertionError("a byte of the body was read");
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        return read();
      }
    };
  }

  private static void assertRefused(
      byte[] body, String encoding, String charset, ErrorCode expected) {
    assertThatThrownBy(() -> read(body, encoding, charset))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(expected));
  }

  private static JsonObject read(byte[] body, String encoding, String charset) throws IOException {
    MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    if (encoding != null) {
      headers.putSingle("Content-Encoding", encoding);
    }
    return read(new ByteArrayInputStream(body), headers, charset);
  }

  private static JsonObject read(
      InputStream body, MultivaluedMap<String, String> headers, String charset) throws IOException {
    MediaType type = new MediaType("application", "json", charset);
    return new JsonObjectReader()
        .readFrom(JsonObject.class, JsonObject.class, new Annotation[0], type, headers, body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(bytes(text));
    }
    return bytes.toByteArray();
  }
}
