package dev.switchboard.fuzz;

import dev.switchboard.json.JsonObjectReader;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * A request with a body, made of any bytes: the first three choose, so that a person can write them
 * as digits, the others are the body.
 */
public final class FuzzedBody {

  private static final int CHOICES = 3;

  private final String contentType;
  private final String contentEncoding;
  private final int kind;
  private final int stage;
  private final byte[] content;

  private FuzzedBody(
      String contentType, String contentEncoding, int kind, int stage, byte[] content) {
    this.contentType = contentType;
    this.contentEncoding = contentEncoding;
    this.kind = kind;
    this.stage = stage;
    this.content = content;
  }

  /** Reads what a fuzzer or a file of the corpus gives; what is too short is filled up with 0. */
  public static FuzzedBody of(byte[] data) {
    byte[] choice = Arrays.copyOf(data, CHOICES);
    byte[] rest =
        data.length > CHOICES ? Arrays.copyOfRange(data, CHOICES, data.length) : new byte[0];
    int kind = Byte.toUnsignedInt(choice[1]);
    int stage = Byte.toUnsignedInt(choice[2]);
    return switch (choice[0] & 7) {
      case 0 -> new FuzzedBody("application/json", null, kind, stage, rest);
      case 1 -> new FuzzedBody("application/merge-patch+json", "identity", kind, stage, rest);
      case 2 -> new FuzzedBody("application/json", "gzip", kind, stage, rest);
      case 3 -> new FuzzedBody("application/json", "gzip", kind, stage, gzip(rest));
      case 4 -> new FuzzedBody("application/json;charset=utf-16", null, kind, stage, rest);
      case 5 -> new FuzzedBody("application/json;charset=UTF-32BE", null, kind, stage, rest);
      case 6 -> new FuzzedBody("application/json;charset=utf-7", null, kind, stage, rest);
      default -> new FuzzedBody("application/json", "br", kind, stage, rest);
    };
  }

  /** Its Content-Type. */
  public String contentType() {
    return contentType;
  }

  /** Its Content-Encoding, or null. */
  public String contentEncoding() {
    return contentEncoding;
  }

  /** Chooses the type of an operation, 0 to 255. */
  public int kind() {
    return kind;
  }

  /** Chooses the status of an operation and whether types are open, 0 to 255. */
  public int stage() {
    return stage;
  }

  /** The body as it is sent. */
  public byte[] content() {
    return content.clone();
  }

  /** Reads the body as the service does. */
  public JsonObject read() {
    MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    headers.putSingle("Content-Length", Integer.toString(content.length));
    if (contentEncoding != null) {
      headers.putSingle("Content-Encoding", contentEncoding);
    }
    String[] parts = contentType.split("[/;=]", -1);
    MediaType type = new MediaType(parts[0], parts[1], parts.length > 2 ? parts[3] : null);
    try {
      return new JsonObjectReader()
          .readFrom(
              JsonObject.class,
              JsonObject.class,
              new Annotation[0],
              type,
              headers,
              new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
