package dev.switchboard.signing;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/**
 * The same document as at {@link CallbackIssuerResource}, where OpenID Connect Discovery 1.0
 * section 4 has it for an issuer that is the host itself.
 */
@Path(".well-known/openid-configuration")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class OpenIdConfigurationResource {

  @Inject private CallbackIssuer issuer;
  @Context private UriInfo uri;

  /** OpenID Connect Discovery 1.0 section 3: 200. */
  @GET
  public Response configuration() {
    return CallbackIssuerResource.cacheable(issuer.configuration(uri.getBaseUri()));
  }
}
