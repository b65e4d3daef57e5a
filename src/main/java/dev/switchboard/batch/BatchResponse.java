package dev.switchboard.batch;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a batch (OData JSON 4.01 section 19.6).
 *
 * @param responses one for each request that was looked at, in the order of the requests
 */
@JsonbTypeSerializer(BatchResponse.Serializer.class)
public record BatchResponse(List<Item> responses) {

  /**
   * The answer to one request.
   *
   * @param id of the request
   * @param group its atomicity group
   * @param status HTTP status
   * @param headers with the letter case that Graph sends them in: its SDK for Go looks for {@code
   *     Content-Type}
   * @param body a string, a JSON value or what JSON-B can write; null for none
   */
  record Item(
      String id, Optional<String> group, int status, Map<String, String> headers, Object body) {}

  /** Writes it; the bodies in the form in which they would have been answered by themselves. */
  public static final class Serializer implements JsonbSerializer<BatchResponse> {

    @Override
    public void serialize(BatchResponse batch, JsonGenerator json, SerializationContext context) {
      json.writeStartObject();
      json.writeStartArray("responses");
      for (Item item : batch.responses()) {
        json.writeStartObject();
        json.write("id", item.id());
        item.group().ifPresent(group -> json.write("atomicityGroup", group));
        json.write("status", item.status());
        json.writeStartObject("headers");
        item.headers().forEach(json::write);
        json.writeEnd();
        if (item.body() instanceof String text) {
          json.write("body", text);
        } else if (item.body() instanceof JsonValue value) {
          json.write("body", value);
        } else if (item.body() != null) {
          context.serialize("body", item.body(), json);
        }
        json.writeEnd();
      }
      json.writeEnd();
      json.writeEnd();
    }
  }
}
