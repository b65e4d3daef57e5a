package dev.switchboard.call;

import dev.switchboard.admission.Bulkhead;
import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.PropertyPath;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.participant.ParticipantKey;
import dev.switchboard.participant.ParticipantService;
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

/**
 * One property of a participant: {@code .../participants/{participant}/isMuted} (OData 4.01
 * Protocol 11.2.6, 11.2.7).
 */
@Path(
    ServiceRoot.TEMPLATE
        + "/communications/calls/{callId}/participants/{participant: (?!\\$|microsoft\\.graph\\.)[^/]+}/{member: (?!microsoft\\.graph\\.|(?:"
        + CallAction.ON_PARTICIPANT
        + ")$).+}")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@ApplicationScoped
@Bulkhead
public class ParticipantPropertyResource {

  @Inject private ParticipantService participants;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;

  /**
   * Reads the property: 200, 204 if it is null, or 304 if the client has the participant already.
   */
  @GET
  public Response get(
      @PathParam("callId") String callId,
      @PathParam("participant") String participant,
      @PathParam("member") String member) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().read();
    PropertyPath path = PropertyPath.of(member);
    ParticipantKey key = ParticipantResource.key(callId, participant);
    return odata.property(
        ParticipantKey.collection(key.callId()), path, participants.get(key, scope));
  }
}
