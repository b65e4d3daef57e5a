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
import dev.switchboard.participant.ParticipantView;
import dev.switchboard.query.ListQuery;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** The participants of a call: {@code /communications/calls/{callId}/participants}. */
@Path(ServiceRoot.TEMPLATE + "/communications/calls/{callId}/participants")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Bulkhead
public class CallParticipantsResource {

  @Inject private CallService calls;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;

  /** Lists them, in the order in which they were added unless told otherwise: 200. */
  @GET
  public Response list(@PathParam("callId") String callId) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().read();
    UUID call = CallResource.id(callId);
    String collection = ParticipantKey.collection(call);
    ListQuery query =
        odata.list(ParticipantColumns.COLUMNS, Optional.empty(), scope.of(collection));
    return odata.page(collection, query, calls.participants(call, scope, query));
  }

  /** Counts them: 200. */
  @GET
  @Path("{count: \\$count}")
  @Produces(MediaType.TEXT_PLAIN)
  public Response count(@PathParam("callId") String callId) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().read();
    UUID call = CallResource.id(callId);
    ListQuery query =
        odata.counted(
            ParticipantColumns.COLUMNS,
            Optional.empty(),
            scope.of(ParticipantKey.collection(call)));
    return odata.count(calls.countParticipants(call, scope, query));
  }

  /** Adds one: 201. An id in the body is ignored: ids are assigned here. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(@PathParam("callId") String callId, JsonObject body) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().writeOperations();
    Projection projection = odata.projection(ParticipantColumns.COLUMNS);
    UUID call = CallResource.id(callId);
    ParticipantView participant =
        calls.addParticipant(
            call, scope, ParticipantPatch.from(JsonObjectReader.required(body), CallModel.SCHEMA));
    return odata.created(
        ParticipantKey.collection(call),
        odata.root().resource(participant.key().path()),
        projection,
        participant);
  }
}
