package dev.switchboard.batch;

import dev.switchboard.json.JsonLimits;
import dev.switchboard.json.JsonObjectReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads batches: as any JSON body, but as large as its requests may be together. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class BatchReader implements MessageBodyReader<BatchRequest> {

  private static final JsonLimits LIMITS = JsonLimits.together(BatchRequest.MOST);

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == BatchRequest.class
        && !mediaType.isWildcardType()
        && !mediaType.isWildcardSubtype();
  }

  @Override
  public BatchRequest readFrom(
      Class<BatchRequest> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    return BatchRequest.of(JsonObjectReader.read(LIMITS, mediaType, headers, body));
  }
}
