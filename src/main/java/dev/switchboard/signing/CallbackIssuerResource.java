package dev.switchboard.signing;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/**
 * Where receivers of notifications find the keys that verify them, without a token: at the paths
 * where the samples of Graph look on the host of its callbacks.
 */
@Path(CallbackIssuer.FOLDER)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CallbackIssuerResource {

  @Inject private CallbackIssuer issuer;
  @Context private UriInfo uri;

  /** OpenID Connect Discovery 1.0 section 3: 200. */
  @GET
  @Path("OpenIdConfiguration")
  public Response configuration() {
    return cacheable(issuer.configuration(uri.getBaseUri()));
  }

  /** RFC 7517 section 5: 200 with the public keys. */
  @GET
  @Path(CallbackIssuer.KEYS)
  public Response keys() {
    return cacheable(issuer.publicKeys());
  }

  static Response cacheable(Object document) {
    return Response.ok(document)
        .header(HttpHeaders.CACHE_CONTROL, CallbackIssuer.CACHE_CONTROL)
        .build();
  }
}
