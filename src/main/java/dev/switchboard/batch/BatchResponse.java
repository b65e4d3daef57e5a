package dev.switchboard.batch;

import static dev.switchboard.odata.ODataVersionFilter.ODATA_VERSION;

import dev.switchboard.error.RequestIds;
import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.Body;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
      String id, Optional<String> group, int status, Map<String, String> headers, Object body) {

    /** Told by the body itself, or of no use in a batch. */
    private static final Set<String> NOT_COPIED = Set.of("content-type", "content-length");

    /** What a request was answered. */
    static Item of(BatchRequest.Item request, RequestIds ids, Response response) {
      Map<String, String> headers = new LinkedHashMap<>();
      Object body = response.hasEntity() ? response.getEntity() : null;
      if (body instanceof Body odata) {
        headers.put(HttpHeaders.CONTENT_TYPE, odata.contentType());
      } else if (body != null) {
        headers.put(HttpHeaders.CONTENT_TYPE, response.getHeaderString(HttpHeaders.CONTENT_TYPE));
      }
      new TreeMap<>(response.getStringHeaders())
          .forEach(
              (name, values) -> {
                if (!NOT_COPIED.contains(name.toLowerCase(Locale.ROOT))) {
                  headers.put(name, String.join(", ", values));
                }
              });
      headers.put("OData-Version", ODATA_VERSION);
      headers.put("request-id", ids.requestId());
      headers.put("client-request-id", ids.clientRequestId());
      return new Item(
          request.id(), request.group(), response.getStatus(), headers, written(body, response));
    }

    /**
     * A body as it stands in an answer: text as a string, and what is neither text nor JSON as
     * base64url (OData JSON 4.01 section 19.6).
     */
    private static Object written(Object body, Response response) {
      byte[] bytes;
      if (body instanceof String text) {
        bytes = text.getBytes(StandardCharsets.UTF_8);
      } else if (body instanceof byte[] raw) {
        bytes = raw;
      } else {
        return body;
      }
      MediaType type = response.getMediaType();
      if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return StoredJson.object(new String(bytes, StandardCharsets.UTF_8));
      }
      return type.getType().equals("text")
          ? new String(bytes, StandardCharsets.UTF_8)
          : Base64.getUrlEncoder().encodeToString(bytes);
    }
  }

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
