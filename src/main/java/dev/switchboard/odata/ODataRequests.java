package dev.switchboard.odata;

import dev.switchboard.edm.Schema;
import dev.switchboard.error.ApiException;
import dev.switchboard.query.PageTokens;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

/** Reads requests as OData sees them. */
@ApplicationScoped
public class ODataRequests {

  @Inject private Settings settings;
  @Inject private Schema schema;
  @Inject private PageTokens tokens;
  @Inject private HttpServletRequest received;

  /**
   * Reads what the headers say.
   *
   * @throws ApiException 400 if a precondition is malformed, 406 if the format is not supported
   */
  public ODataRequest of(UriInfo uri, HttpHeaders headers) {
    return new ODataRequest(
        uri,
        headers,
        ServiceRoot.of(uri, settings),
        ODataProtocolFilter.level(uri, received),
        schema,
        tokens);
  }
}
