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
 * The action on the participants of a call together: {@code .../participants/invite}, also with the
 * namespace before the name.
 */
@Path(
    ServiceRoot.TEMPLATE
        + "/communications/calls/{callId}/participants/{namespace: (microsoft\\.graph\\.)?}{action: ("
        + CallAction.ON_PARTICIPANTS
        + ")}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Bulkhead
public class ParticipantsActionResource {

  @Inject private ActionDoor door;

  /** Does it: 200, with the operation that was started. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response act(
      @PathParam("callId") String callId,
      @PathParam("action") String action,
      @OptionalBody JsonObject body) {
    return door.act(CallAction.named(CallAction.Target.PARTICIPANTS, action), callId, "", body);
  }
}
