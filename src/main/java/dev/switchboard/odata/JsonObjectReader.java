package dev.switchboard.odata;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The one intake for JSON: an object of at most {@value #MOST_BYTES} bytes, in I-JSON (RFC 7493: no
 * duplicate names, no lone surrogates), plain or gzip. It stands before the server's own reader so
 * that every server reads alike.
 */
@Provider
@Consumes({MediaType.APPLICATION_JSON, JsonObjectReader.MERGE_PATCH})
public class JsonObjectReader implements MessageBodyReader<JsonObject> {

  /** RFC 7396. */
  public static final String MERGE_PATCH = "application/merge-patch+json";

  /** Limit of a body after decompression. */
  static final int MOST_BYTES = 64 * 1024;

  private static final int DEEPEST = 64;

  private static final JsonParserFactory PARSERS =
      Json.createParserFactory(
          Map.of(
              JsonConfig.KEY_STRATEGY,
              JsonConfig.KeyStrategy.NONE,
              "org.eclipse.parsson.maxDepth",
              DEEPEST));

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == JsonObject.class;
  }

  @Override
  public JsonObject readFrom(
      Class<JsonObject> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    byte[] bytes = bytes(body, headers.getFirst(HttpHeaders.CONTENT_ENCODING));
    return parse(text(bytes, mediaType.getParameters().get(MediaType.CHARSET_PARAMETER)));
  }

  private static byte[] bytes(InputStream body, String encoding) throws IOException {
    String coding = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
    try {
      InputStream plain =
          switch (coding) {
            case "identity" -> body;
            case "gzip", "x-gzip" -> new GZIPInputStream(body);
            default -> throw undecodable();
          };
      byte[] bytes = plain.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw ApiException.of(
            ErrorCode.CONTENT_TOO_LARGE,
            "The body must not be larger than %d bytes.".formatted(MOST_BYTES));
      }
      return bytes;
    } catch (ZipException | EOFException e) {
      throw undecodable();
    }
  }

  private static ApiException undecodable() {
    return ApiException.of(
            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            "Content-Encoding must be identity or gzip, and the body must be encoded so.",
            HttpHeaders.CONTENT_ENCODING)
        .withHeader(HttpHeaders.ACCEPT_ENCODING, "gzip, identity");
  }

  private static String text(byte[] bytes, String charset) {
    try {
      return charset(charset)
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("it is not valid in its character encoding");
    }
  }

  private static Charset charset(String name) {
    if (name == null) {
      return StandardCharsets.UTF_8;
    }
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "UTF-8" -> StandardCharsets.UTF_8;
      case "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE" ->
          Charset.forName(name);
      default ->
          throw ApiException.of(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "The charset of a JSON body must be UTF-8, UTF-16 or UTF-32.",
              HttpHeaders.CONTENT_TYPE);
    };
  }

  /** Parses and checks one body; visible to tests. */
  static JsonObject parse(String text) {
    String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (json.isBlank()) {
      throw ApiException.of(ErrorCode.BAD_REQUEST, "The body is empty; it must be a JSON object.");
    }
    try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
      if (parser.next() != JsonParser.Event.START_OBJECT) {
        throw malformed("it is not an object");
      }
      JsonObject object = parser.getObject();
      // At the end of the object asking on reveals whatever follows it.
      if (parser.hasNext()) {
        throw malformed("something follows the object");
      }
      check(object, "");
      return object;
    } catch (JsonParsingException e) {
      throw malformed(
          "see line %d, column %d"
              .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber()));
    } catch (JsonException
        | IllegalStateException
        | NoSuchElementException
        | UnsupportedOperationException
        | NumberFormatException e) {
      throw malformed("a member stands twice, a number is too long, or it nests too deep");
    }
  }

  private static ApiException malformed(String why) {
    return ApiException.of(
        ErrorCode.BAD_REQUEST, "The body must be one well-formed JSON object: " + why + ".");
  }

  private static void check(JsonValue value, String path) {
    switch (value.getValueType()) {
      case OBJECT ->
          value
              .asJsonObject()
              .forEach(
                  (name, member) -> {
                    checkText(name, path);
                    check(member, path.isEmpty() ? name : path + "/" + name);
                  });
      case ARRAY -> {
        JsonArray array = value.asJsonArray();
        for (int i = 0; i < array.size(); i++) {
          check(array.get(i), path + "/" + i);
        }
      }
      case STRING -> checkText(((JsonString) value).getString(), path);
      case NUMBER -> {
        if (!Double.isFinite(((JsonNumber) value).doubleValue())) {
          throw ApiException.badRequest(path, path + " is a number out of the range of a double.");
        }
      }
      case TRUE, FALSE, NULL -> {}
    }
  }

  /**
   * Neither can be stored faithfully: U+0000 is refused by PostgreSQL, a lone surrogate has no
   * UTF-8 form.
   */
  private static void checkText(String text, String path) {
    if (text.indexOf('\0') >= 0) {
      throw ApiException.badRequest(
          path.isEmpty() ? null : path, "Text in the body must not contain U+0000.");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw ApiException.badRequest(
          path.isEmpty() ? null : path, "Text in the body must not contain a lone surrogate.");
    }
  }
}
