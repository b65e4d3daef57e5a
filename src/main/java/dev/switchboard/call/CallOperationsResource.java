package dev.switchboard.call;

import dev.switchboard.admission.Bulkhead;
import dev.switchboard.json.JsonObjectReader;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.ODataRequest.PageRequest;
import dev.switchboard.odata.Select;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.operation.OperationKey;
import dev.switchboard.operation.OperationPatch;
import dev.switchboard.operation.OperationView;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.Caller;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/** The operations of a call as a collection: {@code /communications/calls/{callId}/operations}. */
@Path(ServiceRoot.TEMPLATE + "/communications/calls/{callId}/operations")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Bulkhead
public class CallOperationsResource {

  @Inject private CallService calls;
  @Inject private Settings settings;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;
  @Context private SecurityContext security;

  /** Lists the operations of a call, oldest first: 200. */
  @GET
  public Response list(@PathParam("callId") String callId) {
    ODataRequest odata = ODataRequest.of(uri, headers, settings);
    AccessScope scope = Caller.of(security).read();
    PageRequest page = odata.page();
    UUID call = CallResource.id(callId);
    return odata.page(
        OperationKey.collection(call), page.select(), calls.operations(call, scope, page.after()));
  }

  /** Starts an operation: 201. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(@PathParam("callId") String callId, JsonObject body) {
    ODataRequest odata = ODataRequest.of(uri, headers, settings);
    AccessScope scope = Caller.of(security).writeOperations();
    Select select = odata.select();
    UUID call = CallResource.id(callId);
    OperationView operation =
        calls.startOperation(call, scope, OperationPatch.from(JsonObjectReader.required(body)));
    return odata.created(
        OperationKey.collection(call),
        odata.root().resource(operation.key().path()),
        select,
        operation);
  }
}
