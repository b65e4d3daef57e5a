package dev.switchboard.call;

import dev.switchboard.admission.Bulkhead;
import dev.switchboard.json.JsonObjectReader;
import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.ODataRequest.Projection;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.operation.OperationKey;
import dev.switchboard.query.ListQuery;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.CurrentCaller;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** Calls: {@code /communications/calls}. */
@Path(ServiceRoot.TEMPLATE + "/communications/calls")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Bulkhead
public class CallResource {

  @Inject private CallService calls;
  @Inject private Settings settings;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;

  /** Lists the calls that the caller may see, oldest first unless told otherwise: 200. */
  @GET
  public Response list() {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().read();
    ListQuery query =
        odata.list(CallColumns.COLUMNS, Optional.empty(), scope.of(CallView.COLLECTION));
    return odata.page(CallView.COLLECTION, query, calls.list(scope, query));
  }

  /** Counts the calls that the caller may see: 200. */
  @GET
  @Path("{count: \\$count}")
  @Produces(MediaType.TEXT_PLAIN)
  public Response count() {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().read();
    return odata.count(
        calls.count(
            scope,
            odata.counted(CallColumns.COLUMNS, Optional.empty(), scope.of(CallView.COLLECTION))));
  }

  /** Creates a call that belongs to the caller: 201. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(JsonObject body) {
    ODataRequest odata = request.odata();
    Owner owner = caller.get().createCalls();
    Projection projection = odata.projection(CallColumns.COLUMNS);
    CallView call = calls.create(owner, NewCall.from(JsonObjectReader.required(body), settings));
    return odata.created(
        CallView.COLLECTION,
        odata.root().resource(CallView.path(UUID.fromString(call.id()))),
        projection,
        call);
  }

  /** Reads a call: 200, or 304 if the client has it already. */
  @GET
  @Path("{callId}")
  public Response get(@PathParam("callId") String callId) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().read();
    Projection projection = odata.projection(CallColumns.COLUMNS);
    return odata.read(
        CallView.COLLECTION, projection, calls.get(id(callId), scope, projection.expansion()));
  }

  /** Merges the body into the call: 200 with the whole of it, or 204 if the client prefers that. */
  @PATCH
  @Path("{callId}")
  @Consumes({MediaType.APPLICATION_JSON, JsonObjectReader.MERGE_PATCH})
  public Response patch(@PathParam("callId") String callId, JsonObject body) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().writeOperations();
    Optional<Projection> projection = odata.projectionOfUpdate(CallColumns.COLUMNS);
    UUID id = id(callId);
    CallPatch patch = CallPatch.from(JsonObjectReader.required(body), settings);
    patch.requireId(id);
    return odata.updated(
        CallView.COLLECTION,
        projection,
        calls.update(id, scope, patch, odata.precondition(patch.etag())));
  }

  /** Hangs up: 204. */
  @DELETE
  @Path("{callId}")
  public Response hangUp(@PathParam("callId") String callId) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().endCalls();
    odata.takesNoQueryOptions();
    calls.hangUp(id(callId), scope, odata.precondition());
    return Response.noContent().build();
  }

  static UUID id(String callId) {
    return OperationKey.parseId(callId).orElseThrow(CallService::notFound);
  }
}
