package dev.switchboard.call;

import dev.switchboard.admission.Bulkhead;
import dev.switchboard.json.JsonObjectReader;
import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.ODataRequest.Projection;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.operation.OperationColumns;
import dev.switchboard.operation.OperationKey;
import dev.switchboard.operation.OperationPatch;
import dev.switchboard.operation.OperationType;
import dev.switchboard.operation.OperationView;
import dev.switchboard.query.ListQuery;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.CurrentCaller;
import dev.switchboard.settings.Settings;
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
import java.util.UUID;

/** The operations of a call as a collection: {@code /communications/calls/{callId}/operations}. */
@Path(ServiceRoot.TEMPLATE + "/communications/calls/{callId}/operations")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Bulkhead
public class CallOperationsResource {

  private static final String CAST = "{cast: microsoft\\.graph\\.[A-Za-z]+}";

  /** The dollar sign stands in a template: as a literal it means different things. */
  private static final String COUNT = "{count: \\$count}";

  @Inject private CallService calls;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;
  @Inject private Settings settings;

  /** Lists the operations of a call, oldest first unless told otherwise: 200. */
  @GET
  public Response list(@PathParam("callId") String callId) {
    return list(callId, "");
  }

  /** Lists those of a type: 200. */
  @GET
  @Path(CAST)
  public Response list(@PathParam("callId") String callId, @PathParam("cast") String cast) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().read();
    UUID call = CallResource.id(callId);
    String collection = OperationKey.collection(call);
    ListQuery query =
        odata.list(OperationColumns.COLUMNS, OperationType.castOf(cast), scope.of(collection));
    return odata.page(collection, query, calls.operations(call, scope, query));
  }

  /** Counts the operations of a call: 200. */
  @GET
  @Path(COUNT)
  @Produces(MediaType.TEXT_PLAIN)
  public Response count(@PathParam("callId") String callId) {
    return count(callId, "");
  }

  /** Counts those of a type: 200. */
  @GET
  @Path(CAST + "/" + COUNT)
  @Produces(MediaType.TEXT_PLAIN)
  public Response count(@PathParam("callId") String callId, @PathParam("cast") String cast) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().read();
    UUID call = CallResource.id(callId);
    ListQuery query =
        odata.counted(
            OperationColumns.COLUMNS,
            OperationType.castOf(cast),
            scope.of(OperationKey.collection(call)));
    return odata.count(calls.countOperations(call, scope, query));
  }

  /** Starts an operation: 201. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(@PathParam("callId") String callId, JsonObject body) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().writeOperations();
    Projection projection = odata.projection(OperationColumns.COLUMNS);
    UUID call = CallResource.id(callId);
    OperationView operation =
        calls.startOperation(
            call,
            scope,
            OperationPatch.from(JsonObjectReader.required(body), settings.callLimits()));
    return odata.created(
        OperationKey.collection(call),
        odata.root().resource(operation.key().path()),
        projection,
        operation);
  }
}
