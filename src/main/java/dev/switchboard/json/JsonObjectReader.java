package dev.switchboard.json;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The one intake for JSON: an object within {@link JsonLimits}, in I-JSON (RFC 7493: no duplicate
 * names, no lone surrogates), plain or gzip. It stands before the server's own reader so that every
 * server reads alike.
 */
@Provider
@Consumes({MediaType.APPLICATION_JSON, JsonObjectReader.MERGE_PATCH})
public class JsonObjectReader implements MessageBodyReader<JsonObject> {

  /** RFC 7396. */
  public static final String MERGE_PATCH = "application/merge-patch+json";

  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == JsonObject.class
        && !mediaType.isWildcardType()
        && !mediaType.isWildcardSubtype();
  }

  /**
   * The body of a request that must have one. JAX-RS asks no reader when a request has neither body
   * nor Content-Type, and hands the resource null.
   *
   * @throws ApiException 400 if there is none
   */
  public static <T> T required(T body) {
    if (body == null) {
      throw empty();
    }
    return body;
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
    if (Arrays.stream(annotations).anyMatch(OptionalBody.class::isInstance)) {
      PushbackInputStream peeked = new PushbackInputStream(body);
      int first = peeked.read();
      if (first < 0) {
        return JsonValue.EMPTY_JSON_OBJECT;
      }
      peeked.unread(first);
      return read(JsonLimits.ONE, mediaType, headers, peeked);
    }
    return read(JsonLimits.ONE, mediaType, headers, body);
  }

  /**
   * Reads a body within limits.
   *
   * @throws ApiException 400, 413 or 415 as the class says
   * @throws IOException if the body breaks off
   */
  public static JsonObject read(
      JsonLimits limits,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    if (announcesTooMuch(headers.getFirst(HttpHeaders.CONTENT_LENGTH), limits)) {
      throw tooLarge(limits);
    }
    byte[] bytes = bytes(body, headers.getFirst(HttpHeaders.CONTENT_ENCODING), limits);
    return parse(text(bytes, mediaType.getParameters().get(MediaType.CHARSET_PARAMETER)), limits);
  }

  /**
   * Checks a body that was not read by itself: it stood in another one, or was made of a path and a
   * value.
   *
   * @throws ApiException 400 if it nests deeper than that of one request may, 413 if it is larger
   */
  public static void requireOne(JsonObject body) {
    if (depth(body) > JsonLimits.ONE.deepest()) {
      throw tooDeep(JsonLimits.ONE);
    }
    if (body.toString().getBytes(StandardCharsets.UTF_8).length > JsonLimits.ONE.mostBytes()) {
      throw tooLarge(JsonLimits.ONE);
    }
  }

  /** Objects and arrays in one another; what was read is never deep enough to exhaust the stack. */
  private static int depth(JsonValue value) {
    Collection<JsonValue> within =
        value instanceof JsonObject object
            ? object.values()
            : value instanceof JsonArray array ? array : null;
    return within == null
        ? 0
        : 1 + within.stream().mapToInt(JsonObjectReader::depth).max().orElse(0);
  }

  private static ApiException tooDeep(JsonLimits limits) {
    return malformed("it nests deeper than %d levels".formatted(limits.deepest()));
  }

  /** Without a length that can be read, the bytes that come decide. */
  private static boolean announcesTooMuch(String contentLength, JsonLimits limits) {
    try {
      return contentLength != null && Long.parseLong(contentLength.strip()) > limits.mostBytes();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static byte[] bytes(InputStream body, String encoding, JsonLimits limits)
      throws IOException {
    return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "identity" -> limited(body, limits);
      // Limited before as well: what is compressed may go on for ever and hold nothing.
      case "gzip", "x-gzip" -> decompressed(limited(body, limits), limits);
      default -> throw undecodable();
    };
  }

  private static byte[] limited(InputStream from, JsonLimits limits) throws IOException {
    byte[] bytes = from.readNBytes(limits.mostBytes() + 1);
    if (bytes.length > limits.mostBytes()) {
      throw tooLarge(limits);
    }
    return bytes;
  }

  private static byte[] decompressed(byte[] body, JsonLimits limits) throws IOException {
    try (InputStream plain = new GzipMembers(new ByteArrayInputStream(body))) {
      return limited(plain, limits);
    } catch (ZipException | EOFException e) {
      throw undecodable();
    }
  }

  /**
   * Reads the members of a gzip file (RFC 1952 section 2.2) in a loop. The JDK's class reads the
   * next member by calling itself, and some thousand empty ones exhaust the stack.
   */
  private static final class GzipMembers extends GZIPInputStream {

    private boolean reading;

    private GzipMembers(InputStream compressed) throws IOException {
      super(compressed);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (reading) {
        // Called by the superclass at the end of a member.
        return 0;
      }
      reading = true;
      try {
        int read = 0;
        while (read == 0 && length > 0) {
          read = super.read(buffer, offset, length);
        }
        return read;
      } finally {
        reading = false;
      }
    }
  }

  private static ApiException tooLarge(JsonLimits limits) {
    return ApiException.of(
        ErrorCode.CONTENT_TOO_LARGE,
        "The body must not be larger than %d bytes.".formatted(limits.mostBytes()));
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
    return parse(text, JsonLimits.ONE);
  }

  private static JsonObject parse(String text, JsonLimits limits) {
    String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (json.isBlank()) {
      throw empty();
    }
    try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
      if (parser.next() != JsonParser.Event.START_OBJECT) {
        throw malformed("it is not an object");
      }
      JsonObject object = new Walk(parser, limits).object(JsonPlace.BODY, 1);
      // At the end of the object asking on reveals whatever follows it.
      if (parser.hasNext()) {
        throw malformed("something follows the object");
      }
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
      throw malformed("it ends too early, or a number is too long");
    }
  }

  private static ApiException empty() {
    return ApiException.of(ErrorCode.BAD_REQUEST, "The body is empty; it must be a JSON object.");
  }

  private static ApiException malformed(String why) {
    return ApiException.of(
        ErrorCode.BAD_REQUEST, "The body must be one well-formed JSON object: " + why + ".");
  }

  /**
   * The walk through one body. Done here and not by the parser: servers' parsers differ in what
   * they do about names that stand twice and numbers that are long, and in the exception for what
   * nests too deep.
   */
  private static final class Walk {

    private final JsonParser parser;
    private final JsonLimits limits;
    private int values;

    private Walk(JsonParser parser, JsonLimits limits) {
      this.parser = parser;
      this.limits = limits;
    }

    /** Reads the rest of an object. */
    private JsonObject object(JsonPlace place, int depth) {
      checkDepth(depth);
      JsonObjectBuilder object = BUILDERS.createObjectBuilder();
      Set<String> names = new HashSet<>();
      while (parser.next() != JsonParser.Event.END_OBJECT) {
        String name = parser.getString();
        JsonPlace member = place.member(name);
        checkLength(name, JsonLimits.LONGEST_NAME, "name", member);
        checkText(name, place);
        if (!names.add(name)) {
          throw refused(member, member.target() + " must stand only once.");
        }
        if (names.size() > JsonLimits.MOST_MEMBERS) {
          throw refused(
              place,
              "An object in the body must not have more than %d members."
                  .formatted(JsonLimits.MOST_MEMBERS));
        }
        object.add(name, value(parser.next(), member, depth));
      }
      return object.build();
    }

    /** Reads the rest of an array. */
    private JsonArray array(JsonPlace place, int depth) {
      checkDepth(depth);
      JsonArrayBuilder array = BUILDERS.createArrayBuilder();
      int index = 0;
      for (JsonParser.Event event = parser.next();
          event != JsonParser.Event.END_ARRAY;
          event = parser.next()) {
        array.add(value(event, place.element(index++), depth));
      }
      return array.build();
    }

    private JsonValue value(JsonParser.Event event, JsonPlace place, int depth) {
      if (++values > limits.mostValues()) {
        throw malformed("it holds more than %d values".formatted(limits.mostValues()));
      }
      return switch (event) {
        case START_OBJECT -> object(place, depth + 1);
        case START_ARRAY -> array(place, depth + 1);
        case VALUE_STRING -> {
          checkLength(parser.getString(), JsonLimits.LONGEST_STRING, "string", place);
          checkText(parser.getString(), place);
          yield parser.getValue();
        }
        case VALUE_NUMBER -> number(place);
        case VALUE_TRUE -> JsonValue.TRUE;
        case VALUE_FALSE -> JsonValue.FALSE;
        case VALUE_NULL -> JsonValue.NULL;
        case KEY_NAME, END_OBJECT, END_ARRAY ->
            throw new IllegalStateException("no value begins with " + event);
      };
    }

    private JsonNumber number(JsonPlace place) {
      // The text as it came: to convert it first would be to pay for its length.
      checkLength(parser.getString(), JsonLimits.LONGEST_NUMBER, "number", place);
      JsonNumber number = (JsonNumber) parser.getValue();
      if (!Double.isFinite(number.doubleValue())) {
        throw refused(place, place.target() + " is a number out of the range of a double.");
      }
      return number;
    }

    private void checkDepth(int depth) {
      if (depth > limits.deepest()) {
        throw tooDeep(limits);
      }
    }

    private static void checkLength(String text, int longest, String what, JsonPlace place) {
      if (text.length() > longest) {
        throw refused(
            place,
            "The %s %s must not be longer than %d characters."
                .formatted(what, place.target(), longest));
      }
    }

    /**
     * Neither can be stored faithfully: U+0000 is refused by PostgreSQL, a lone surrogate has no
     * UTF-8 form.
     *
     * @param place of the string, or of the object that has the name
     */
    private static void checkText(String text, JsonPlace place) {
      if (text.indexOf('\0') >= 0) {
        throw refused(place, "Text in the body must not contain U+0000.");
      }
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
        throw refused(place, "Text in the body must not contain a lone surrogate.");
      }
    }

    private static ApiException refused(JsonPlace place, String message) {
      return ApiException.badRequest(place.target(), message);
    }
  }
}
