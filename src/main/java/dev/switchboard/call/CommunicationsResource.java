package dev.switchboard.call;

import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The singleton that the service document names: {@code /communications}. */
@Path(ServiceRoot.TEMPLATE + "/" + CommunicationsResource.SINGLETON)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class CommunicationsResource {

  /** Its name in the model, as a constant, which an annotation demands. */
  static final String SINGLETON = "communications";

  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;

  /** Tells where the calls are, to everybody who may read some: 200. */
  @GET
  public Response get() {
    ODataRequest odata = request.odata();
    AccessScope unused = caller.get().read();
    odata.takesNoQueryOptions();
    return odata.singleton(SINGLETON);
  }
}
