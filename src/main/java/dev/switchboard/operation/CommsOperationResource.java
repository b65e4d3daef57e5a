package dev.switchboard.operation;

import dev.switchboard.admission.Bulkhead;
import dev.switchboard.json.JsonObjectReader;
import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.ODataRequest.Projection;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.CurrentCaller;
import dev.switchboard.settings.Settings;
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
 * One operation of a call: {@code /communications/calls/{callId}/operations/{operationId}}, also
 * with a cast to its type as last segment (OData 4.01 URL Conventions 4.11).
 */
@Path(
    ServiceRoot.TEMPLATE
        + "/communications/calls/{callId}/operations/{operationId: (?!\\$|microsoft\\.graph\\.)[^/]+}{cast: (/microsoft\\.graph\\.[A-Za-z]+)?}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Bulkhead
public class CommsOperationResource {

  @Inject private CommsOperationService operations;
  @Inject private OperationMerge merge;
  @Inject private OperationRead read;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;
  @Inject private Settings settings;

  /** Reads the operation: 200, or 304 if the client has it already. */
  @GET
  public Response get(
      @PathParam("callId") String callId,
      @PathParam("operationId") String operationId,
      @PathParam("cast") String cast) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().read();
    Projection projection = odata.projection(OperationColumns.COLUMNS);
    OperationView operation =
        read.get(OperationKey.parse(callId, operationId), OperationType.cast(cast), scope);
    return odata.read(OperationKey.collection(operation.key().callId()), projection, operation);
  }

  /**
   * Merges the body into the operation: 200 with the whole of it, or 204 if the client prefers no
   * content.
   */
  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, JsonObjectReader.MERGE_PATCH})
  public Response patch(
      @PathParam("callId") String callId,
      @PathParam("operationId") String operationId,
      @PathParam("cast") String cast,
      JsonObject body) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().writeOperations();
    Optional<Projection> projection = odata.projectionOfUpdate(OperationColumns.COLUMNS);
    OperationKey key = OperationKey.parse(callId, operationId);
    OperationPatch patch =
        OperationPatch.from(JsonObjectReader.required(body), settings.callLimits());
    patch.requireId(key.id());
    OperationView operation =
        merge.merge(key, OperationType.cast(cast), scope, patch, odata.precondition(patch.etag()));
    return odata.updated(OperationKey.collection(key.callId()), projection, operation);
  }

  /** Removes the operation: 204. */
  @DELETE
  public Response delete(
      @PathParam("callId") String callId,
      @PathParam("operationId") String operationId,
      @PathParam("cast") String cast) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().writeOperations();
    odata.takesNoQueryOptions();
    operations.delete(
        OperationKey.parse(callId, operationId),
        OperationType.cast(cast),
        scope,
        odata.precondition());
    return Response.noContent().build();
  }
}
