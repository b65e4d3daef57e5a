package dev.switchboard.operation;

import dev.switchboard.admission.Bulkhead;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.json.JsonObjectReader;
import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.PropertyPath;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.CurrentCaller;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * One property of an operation: {@code .../operations/{operationId}/status}, {@code
 * .../resultInfo/code}, {@code .../status/$value} (OData 4.01 Protocol 11.2.6, 11.2.7, 11.4.9). An
 * update of a property is one of the operation, under the same rules.
 */
@Path(
    ServiceRoot.TEMPLATE
        + "/communications/calls/{callId}/operations/{operationId: (?!\\$|microsoft\\.graph\\.)[^/]+}{cast: (/microsoft\\.graph\\.[A-Za-z]+)?}/{member: (?!microsoft\\.graph\\.).+}")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@ApplicationScoped
@Bulkhead
public class OperationPropertyResource {

  @Inject private OperationMerge merge;
  @Inject private OperationRead read;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;
  @Inject private Settings settings;

  /** Reads the property: 200, 204 if it is null, or 304 if the client has the operation already. */
  @GET
  public Response get(
      @PathParam("callId") String callId,
      @PathParam("operationId") String operationId,
      @PathParam("cast") String cast,
      @PathParam("member") String member) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().read();
    PropertyPath path = PropertyPath.of(member);
    OperationKey key = OperationKey.parse(callId, operationId);
    return odata.property(
        OperationKey.collection(key.callId()),
        path,
        read.get(key, OperationType.cast(cast), scope));
  }

  /** Merges the body into a complex property: 200 with the whole of it, or 204. */
  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, JsonObjectReader.MERGE_PATCH})
  public Response patch(
      @PathParam("callId") String callId,
      @PathParam("operationId") String operationId,
      @PathParam("cast") String cast,
      @PathParam("member") String member,
      JsonObject body) {
    PropertyPath path = written(member);
    if (!OperationModel.isComplex(path)) {
      throw PropertyPath.notAllowed("DELETE", "GET", "PUT");
    }
    return update(callId, operationId, cast, path, path.document(JsonObjectReader.required(body)));
  }

  /** Replaces the property: 200 with it, or 204. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(
      @PathParam("callId") String callId,
      @PathParam("operationId") String operationId,
      @PathParam("cast") String cast,
      @PathParam("member") String member,
      JsonObject body) {
    PropertyPath path = written(member);
    JsonObject document = JsonObjectReader.required(body);
    return update(
        callId,
        operationId,
        cast,
        path,
        path.document(
            OperationModel.isComplex(path)
                ? ResultInfoPatch.replacing(document)
                : replacement(path, document)));
  }

  /**
   * The new value of a property.
   *
   * @throws ApiException 400 if the body is no value, 501 if it is complex: a merge document cannot
   *     say that it takes the place of another one
   */
  private static JsonValue replacement(PropertyPath path, JsonObject body) {
    JsonValue value = path.valueIn(body);
    if (value instanceof JsonObject) {
      throw ApiException.of(
          ErrorCode.NOT_IMPLEMENTED,
          "A value that is an object is written by PATCH of the operation.",
          "value");
    }
    return value;
  }

  /** Sets the property to null: 204. */
  @DELETE
  public Response delete(
      @PathParam("callId") String callId,
      @PathParam("operationId") String operationId,
      @PathParam("cast") String cast,
      @PathParam("member") String member) {
    PropertyPath path = written(member);
    return update(callId, operationId, cast, path, path.document(null));
  }

  private static PropertyPath written(String member) {
    PropertyPath path = PropertyPath.of(member);
    if (path.suffix() != PropertyPath.Suffix.NONE) {
      throw PropertyPath.notAllowed("GET");
    }
    return path;
  }

  /**
   * Merges what a document says of one property.
   *
   * @throws ApiException as {@link CommsOperationService#merge}
   */
  private Response update(
      String callId, String operationId, String cast, PropertyPath path, JsonObject document) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().writeOperations();
    odata.takesNoQueryOptions();
    OperationKey key = OperationKey.parse(callId, operationId);
    JsonObjectReader.requireOne(document);
    OperationPatch patch = OperationPatch.from(document, settings.callLimits());
    patch.requireId(key.id());
    OperationView operation =
        merge.merge(key, OperationType.cast(cast), scope, patch, odata.precondition());
    return odata.updatedProperty(OperationKey.collection(key.callId()), path, operation);
  }
}
