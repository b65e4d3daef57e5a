package dev.switchboard.call;

import dev.switchboard.admission.Bulkhead;
import dev.switchboard.json.OptionalBody;
import dev.switchboard.odata.ServiceRoot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The actions on a call: {@code .../calls/{callId}/playPrompt}, also with the namespace before the
 * name (OData 4.01 Protocol 11.5.5).
 */
@Path(
    ServiceRoot.TEMPLATE
        + "/communications/calls/{callId}/{namespace: (microsoft\\.graph\\.)?}{action: ("
        + CallAction.ON_CALL
        + ")}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Bulkhead
public class CallActionResource {

  @Inject private ActionDoor door;

  /** Does it: 200 or 202, with the operation that was started if the action starts one. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response act(
      @PathParam("callId") String callId,
      @PathParam("action") String action,
      @OptionalBody JsonObject body) {
    return door.act(CallAction.named(CallAction.Target.CALL, action), callId, "", body);
  }
}
