package dev.switchboard.call;

import dev.switchboard.admission.Bulkhead;
import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.PropertyPath;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * One property of a call: {@code .../calls/{callId}/state} (OData 4.01 Protocol 11.2.6, 11.2.7).
 */
@Path(
    ServiceRoot.TEMPLATE
        + "/communications/calls/{callId: (?!\\$)[^/]+}/{member: (?!microsoft\\.graph\\.|(?:"
        + CallAction.ON_CALL
        + ")$).+}")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@ApplicationScoped
@Bulkhead
public class CallPropertyResource {

  @Inject private CallService calls;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;

  /** Reads the property: 200, 204 if it is null, or 304 if the client has the call already. */
  @GET
  public Response get(@PathParam("callId") String callId, @PathParam("member") String member) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().read();
    PropertyPath path = PropertyPath.of(member);
    return odata.property(
        CallView.COLLECTION, path, calls.get(CallResource.id(callId), scope, Optional.empty()));
  }
}
