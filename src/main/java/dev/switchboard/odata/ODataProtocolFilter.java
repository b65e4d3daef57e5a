package dev.switchboard.odata;

import dev.switchboard.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * The protocol headers that hold for every request below a service root: versions (OData 4.01
 * Protocol 8.1.5, 8.2.7), format (8.2.1), isolation (8.2.6); and {@code OData-Version} on every
 * answer.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHORIZATION)
public class ODataProtocolFilter implements ContainerRequestFilter, ContainerResponseFilter {

  @Inject private Settings settings;
  @Inject private CurrentRequest current;

  @Override
  public void filter(ContainerRequestContext request) {
    if (ServiceRoot.isServicePath(request.getUriInfo().getPath())) {
      RequestHead head = RequestHead.of(request, settings);
      current.begins(head);
      head.requireAnswerable();
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!ServiceRoot.isServicePath(request.getUriInfo().getPath())) {
      return;
    }
    if (response.getEntity() instanceof Body body) {
      response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, body.contentType());
    }
  }
}
