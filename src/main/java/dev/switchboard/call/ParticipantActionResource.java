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
 * The actions on a participant: {@code .../participants/{participant}/mute}, also with the
 * namespace before the name. The call is the row that is locked, so that the parameter of the path
 * is no {@link dev.switchboard.admission.WrittenRows key} of its own.
 */
@Path(
    ServiceRoot.TEMPLATE
        + "/communications/calls/{callId}/participants/{participant: (?!\\$|microsoft\\.graph\\.)[^/]+}/{namespace: (microsoft\\.graph\\.)?}{action: ("
        + CallAction.ON_PARTICIPANT
        + ")}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Bulkhead
public class ParticipantActionResource {

  @Inject private ActionDoor door;

  /** Does it: 200 or 202, with the operation that was started. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response act(
      @PathParam("callId") String callId,
      @PathParam("participant") String participant,
      @PathParam("action") String action,
      @OptionalBody JsonObject body) {
    return door.act(
        CallAction.named(CallAction.Target.PARTICIPANT, action), callId, participant, body);
  }
}
