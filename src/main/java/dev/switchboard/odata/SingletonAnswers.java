package dev.switchboard.odata;

import dev.switchboard.edm.Schema;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.query.QueryOptions;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;

/**
 * Answers reads of a singleton that has no members of its own and is the way to others (OData 4.01
 * Protocol 10.4). It never changes, so that it has no ETag, and nothing can be selected of it.
 */
@ApplicationScoped
public class SingletonAnswers {

  @Inject private Settings settings;
  @Inject private Schema schema;
  @Inject private HttpServletRequest received;

  /**
   * 200 with what it is and, at full metadata, the links that lead on.
   *
   * @param name of the singleton
   * @throws dev.switchboard.error.ApiException 501 for every query option but {@code $format}
   */
  public Response read(UriInfo uri, String name) {
    QueryOptions.of(uri.getQueryParameters(), Set.of(QueryOptions.FORMAT));
    ServiceRoot root = ServiceRoot.of(uri, settings);
    MetadataLevel level = ODataProtocolFilter.level(uri, received);
    StructuredType type =
        schema.singletons().stream()
            .filter(singleton -> singleton.name().equals(name))
            .findFirst()
            .orElseThrow()
            .type();
    JsonObjectBuilder body = Json.createObjectBuilder();
    if (level != MetadataLevel.NONE) {
      body.add("@odata.context", root.context(name));
      body.add("@odata.type", ControlInformation.qualified(type.name()));
    }
    if (level == MetadataLevel.FULL) {
      String url = root.resource(name).toString();
      body.add("@odata.id", url);
      type.navigation()
          .forEach(
              navigation ->
                  body.add(
                      navigation.name() + "@odata.navigationLink", url + "/" + navigation.name()));
    }
    return Response.ok(body.build().toString())
        .header(HttpHeaders.CONTENT_TYPE, ResponseFormat.contentType(level))
        .build();
  }
}
