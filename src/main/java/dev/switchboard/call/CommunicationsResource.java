package dev.switchboard.call;

import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.odata.SingletonAnswers;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** The singleton that the service document names: {@code /communications}. */
@Path(ServiceRoot.TEMPLATE + "/" + CommunicationsResource.SINGLETON)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CommunicationsResource {

  /** Its name in the model, as a constant, which an annotation demands. */
  static final String SINGLETON = "communications";

  @Inject private SingletonAnswers singletons;
  @Context private UriInfo uri;
  @Context private SecurityContext security;

  /** Tells where the calls are, to everybody who may read some: 200. */
  @GET
  public Response get() {
    AccessScope unused = Caller.of(security).read();
    return singletons.read(uri, SINGLETON);
  }
}
