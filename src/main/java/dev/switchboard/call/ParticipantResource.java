package dev.switchboard.call;

import dev.switchboard.admission.Bulkhead;
import dev.switchboard.json.JsonObjectReader;
import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.ODataRequest.Projection;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.participant.ParticipantColumns;
import dev.switchboard.participant.ParticipantKey;
import dev.switchboard.participant.ParticipantPatch;
import dev.switchboard.participant.ParticipantService;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * One participant of a call: {@code .../participants/{participant}}. The call is the row that is
 * locked, so that the parameter of the path is no {@link dev.switchboard.admission.WrittenRows key}
 * of its own.
 */
@Path(
    ServiceRoot.TEMPLATE
        + "/communications/calls/{callId}/participants/{participant: (?!\\$|microsoft\\.graph\\.|(?:"
        + CallAction.ON_PARTICIPANTS
        + ")$)[^/]+}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Bulkhead
public class ParticipantResource {

  @Inject private CallService calls;
  @Inject private ParticipantService participants;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;

  /** Reads the participant: 200, or 304 if the client has it already. */
  @GET
  public Response get(
      @PathParam("callId") String callId, @PathParam("participant") String participant) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().read();
    Projection projection = odata.projection(ParticipantColumns.COLUMNS);
    ParticipantKey key = key(callId, participant);
    return odata.read(
        ParticipantKey.collection(key.callId()), projection, participants.get(key, scope));
  }

  /** Merges the body into it: 200 with the whole of it, or 204 if the client prefers that. */
  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, JsonObjectReader.MERGE_PATCH})
  public Response patch(
      @PathParam("callId") String callId,
      @PathParam("participant") String participant,
      JsonObject body) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().writeOperations();
    Optional<Projection> projection = odata.projectionOfUpdate(ParticipantColumns.COLUMNS);
    ParticipantKey key = key(callId, participant);
    ParticipantPatch patch =
        ParticipantPatch.from(JsonObjectReader.required(body), CallModel.SCHEMA);
    patch.requireId(key.id());
    return odata.updated(
        ParticipantKey.collection(key.callId()),
        projection,
        calls.updateParticipant(key, scope, patch, odata.precondition(patch.etag())));
  }

  /** Takes it out of the call: 204. */
  @DELETE
  public Response delete(
      @PathParam("callId") String callId, @PathParam("participant") String participant) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().writeOperations();
    odata.takesNoQueryOptions();
    calls.removeParticipant(key(callId, participant), scope, odata.precondition());
    return Response.noContent().build();
  }

  static ParticipantKey key(String callId, String participant) {
    return ParticipantKey.parse(CallResource.id(callId), participant);
  }
}
