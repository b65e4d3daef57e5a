package dev.switchboard.call;

import dev.switchboard.admission.Bulkhead;
import dev.switchboard.json.OptionalBody;
import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.operation.OperationKey;
import dev.switchboard.operation.OperationView;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.CurrentCaller;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * The actions on a call: {@code .../calls/{callId}/playPrompt}, also with the namespace before the
 * name (OData 4.01 Protocol 11.5.5).
 */
@Path(
    ServiceRoot.TEMPLATE
        + "/communications/calls/{callId}/{namespace: (microsoft\\.graph\\.)?}{action: ("
        + CallAction.NAMES
        + ")}")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Bulkhead
public class CallActionResource {

  @Inject private CallService calls;
  @Inject private Settings settings;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;

  /** Does it: 200 or 202, with the operation that was started if the action starts one. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response act(
      @PathParam("callId") String callId,
      @PathParam("action") String actionName,
      @OptionalBody JsonObject body) {
    ODataRequest odata = request.odata();
    CallAction action = CallAction.named(actionName);
    AccessScope scope = action.scope(caller.get());
    odata.takesNoQueryOptions();
    Optional<OperationView> started =
        calls.act(
            CallResource.id(callId),
            scope,
            ActionRequest.from(action, body, settings),
            odata.precondition());
    return started
        .map(
            operation ->
                odata.acted(
                    action.status(),
                    OperationKey.collection(operation.key().callId()),
                    odata.root().resource(operation.key().path()),
                    operation))
        .orElseGet(() -> Response.status(action.status()).build());
  }
}
