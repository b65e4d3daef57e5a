package dev.switchboard.issuer;

import dev.switchboard.settings.Settings;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/**
 * The door to the development issuer: {@code /{tenant}}, where a tenant is any GUID, or {@code
 * common} or {@code organizations}. Outside development mode nothing is behind it, for any method.
 */
@Path(
    "{tenant: [0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}|common|organizations}")
public class TenantResource {

  @Inject private Settings settings;
  @Inject private DevelopmentIssuer issuer;
  @Context private UriInfo uri;

  /** The endpoints of one tenant; 404 outside development mode. */
  @Path("")
  public TenantEndpoints endpoints(@PathParam("tenant") String tenant) {
    if (!settings.development()) {
      throw new NotFoundException();
    }
    String base = settings.baseUrl().orElse(uri.getBaseUri()).toString().replaceAll("/+$", "");
    return new TenantEndpoints(tenant, base, settings, issuer);
  }
}
