package dev.switchboard.odata;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.query.QueryOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The metadata document (OData 4.01 Protocol 11.1.2), in XML unless JSON is asked for. The dollar
 * sign stands in a template: as a literal it means different things to implementations of JAX-RS.
 */
@Path(ServiceRoot.TEMPLATE + "/{metadata: \\$metadata}")
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@ApplicationScoped
public class MetadataResource {

  @Inject private MetadataDocument document;
  @Inject private CurrentRequest current;

  /** Describes all that is served: 200, also without a token. */
  @GET
  public Response get() {
    ResponseFormat format = format();
    return format.equals(ResponseFormat.JSON)
        ? Response.ok(document.json(), format.type()).build()
        : Response.ok(document.xml(), format.type()).build();
  }

  /**
   * The format that the document is asked for in; {@code $format} wins (Protocol 11.2.11).
   *
   * @throws ApiException 406 if it is none of the two, 501 for another query option
   */
  private ResponseFormat format() {
    Optional<String> option =
        QueryOptions.of(current.head().parameters(), Set.of(QueryOptions.FORMAT))
            .value(QueryOptions.FORMAT);
    if (option.isPresent()) {
      return Stream.of(ResponseFormat.XML, ResponseFormat.JSON)
          .filter(format -> format.isMeantBy(option.get()))
          .findFirst()
          .orElseThrow(
              () ->
                  ApiException.of(
                      ErrorCode.NOT_ACCEPTABLE,
                      "$format must be xml, json or the media type of one of them.",
                      QueryOptions.FORMAT));
    }
    List<String> accept = current.head().header(HttpHeaders.ACCEPT);
    double xml = ResponseFormat.XML.quality(accept);
    double json = ResponseFormat.JSON.quality(accept);
    if (xml == 0 && json == 0) {
      throw ApiException.of(
          ErrorCode.NOT_ACCEPTABLE,
          "Accept must allow application/xml or application/json.",
          HttpHeaders.ACCEPT);
    }
    return json > xml ? ResponseFormat.JSON : ResponseFormat.XML;
  }
}
