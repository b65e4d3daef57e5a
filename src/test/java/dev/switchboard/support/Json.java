package dev.switchboard.support;

import io.restassured.response.Response;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;

/** JSON documents of tests: exact numbers, no duplicate names. */
public final class Json {

  private Json() {}

  /** Reads an object. */
  public static JsonObject object(String text) {
    try (JsonReader reader = jakarta.json.Json.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new AssertionError("not a JSON object: " + text, e);
    }
  }

  /** Reads the body of an answer. */
  public static JsonObject object(Response response) {
    return object(response.asString());
  }

  /** The document with some of its members replaced, whole and not merged, or added. */
  public static JsonObject with(JsonObject document, String members) {
    JsonObjectBuilder builder = jakarta.json.Json.createObjectBuilder(document);
    object(members).forEach(builder::add);
    return builder.build();
  }

  /** The document without some of its members. */
  public static JsonObject without(JsonObject document, String... names) {
    JsonObjectBuilder builder = jakarta.json.Json.createObjectBuilder(document);
    for (String name : names) {
      builder.remove(name);
    }
    return builder.build();
  }

  /** A string as JSON text, escaped where JSON asks for it. */
  public static String quoted(String text) {
    return jakarta.json.Json.createValue(text).toString();
  }
}
