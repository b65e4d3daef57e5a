package dev.switchboard.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Map;

/** JSON that is kept as text in a column. */
public final class StoredJson {

  /**
   * Looked up once: each static method of {@code Json} searches the class path for the provider
   * again.
   */
  public static final JsonProvider JSON = JsonProvider.provider();

  private static final JsonReaderFactory READERS = JSON.createReaderFactory(Map.of());

  private StoredJson() {}

  /** Reads an object; null is the empty one. */
  public static JsonObject object(String text) {
    if (text == null) {
      return JsonObject.EMPTY_JSON_OBJECT;
    }
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return CanonicalJson.of(reader.readObject());
    }
  }

  /** Reads an array; null is the empty one. */
  public static JsonArray array(String text) {
    if (text == null) {
      return JsonArray.EMPTY_JSON_ARRAY;
    }
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return CanonicalJson.of(reader.readArray());
    }
  }

  /** Reads an object or an array. */
  public static JsonValue value(String text) {
    return text.startsWith("[") ? array(text) : object(text);
  }

  /** The spelling in which an object is answered, before it was stored as after. */
  public static JsonObject canonical(JsonObject object) {
    return CanonicalJson.of(object);
  }

  /** The spelling in which an array is answered, before it was stored as after. */
  public static JsonArray canonical(JsonArray array) {
    return CanonicalJson.of(array);
  }

  /** The text to keep; null for the empty object. */
  public static String text(JsonObject object) {
    return object.isEmpty() ? null : object.toString();
  }

  /** The text to keep; null for the empty array. */
  public static String text(JsonArray array) {
    return array.isEmpty() ? null : array.toString();
  }
}
