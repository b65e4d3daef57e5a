package dev.switchboard.odata;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.query.QueryOptions;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The protocol headers that hold for every request below a service root: versions (OData 4.01
 * Protocol 8.1.5, 8.2.7), format (8.2.1), isolation (8.2.6); and {@code OData-Version} on every
 * answer.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHORIZATION)
public class ODataProtocolFilter implements ContainerRequestFilter, ContainerResponseFilter {

  private static final Set<String> READABLE_VERSIONS = Set.of("4.0", "4.01");

  @Context private HttpServletRequest received;

  @Override
  public void filter(ContainerRequestContext request) {
    if (!ServiceRoot.isServicePath(request.getUriInfo().getPath())) {
      return;
    }
    String version = request.getHeaderString("OData-Version");
    if (version != null && !READABLE_VERSIONS.contains(version.strip())) {
      throw ApiException.badRequest("OData-Version", "OData-Version must be 4.0 or 4.01.");
    }
    String maxVersion = request.getHeaderString("OData-MaxVersion");
    if (maxVersion != null && !READABLE_VERSIONS.contains(maxVersion.strip())) {
      throw ApiException.badRequest(
          "OData-MaxVersion", "This service answers in OData 4.0; OData-MaxVersion must allow it.");
    }
    for (String name : List.of("Isolation", "OData-Isolation")) {
      if (request.getHeaderString(name) != null) {
        throw ApiException.of(
            ErrorCode.PRECONDITION_FAILED, "Snapshot isolation is not supported.", name);
      }
    }
    // That document has more formats than one, and options to choose by.
    if (!ServiceRoot.isMetadata(request.getUriInfo().getRequestUri().getRawPath())) {
      level(request.getUriInfo(), received);
    }
  }

  /**
   * The level of control information that a request asks for: by {@code $format}, which wins (OData
   * 4.01 Protocol 11.2.12), or by {@code Accept}.
   *
   * @throws ApiException 406 if it asks for another format
   */
  static MetadataLevel level(UriInfo uri, HttpServletRequest received) {
    if (uri.getPath().endsWith("/" + QueryOptions.COUNT)) {
      // A number alone, in plain text.
      return MetadataLevel.MINIMAL;
    }
    Optional<String> format = QueryOptions.valueIn(uri.getQueryParameters(), QueryOptions.FORMAT);
    if (format.isPresent()) {
      return ResponseFormat.JSON
          .levelMeantBy(format.get())
          .orElseThrow(() -> notAcceptable(QueryOptions.FORMAT));
    }
    List<String> accept = HeaderFilter.accept(received);
    if (ResponseFormat.JSON.quality(accept) == 0) {
      throw notAcceptable(HttpHeaders.ACCEPT);
    }
    return ResponseFormat.JSON.level(accept);
  }

  private static ApiException notAcceptable(String target) {
    return ApiException.of(
        ErrorCode.NOT_ACCEPTABLE,
        "%s must allow application/json; of its parameters odata.metadata, odata.streaming, IEEE754Compatible=false and charset=utf-8 are supported."
            .formatted(target),
        target);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!ServiceRoot.isServicePath(request.getUriInfo().getPath())) {
      return;
    }
    if (response.getEntity() instanceof Body body) {
      response
          .getHeaders()
          .putSingle(HttpHeaders.CONTENT_TYPE, ResponseFormat.contentType(body.level()));
    }
  }
}
