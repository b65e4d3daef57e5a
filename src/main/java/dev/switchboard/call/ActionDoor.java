package dev.switchboard.call;

import dev.switchboard.error.ApiException;
import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.Precondition;
import dev.switchboard.operation.OperationKey;
import dev.switchboard.operation.OperationView;
import dev.switchboard.participant.ParticipantKey;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.CurrentCaller;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** Does the actions of requests, whatever they are bound to. */
@ApplicationScoped
class ActionDoor {

  @Inject private CallService calls;
  @Inject private Settings settings;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;

  /**
   * Does an action.
   *
   * @param participant the id in the path, if the action is bound to a participant
   * @param body null for none
   * @return 200 or 202, with the operation that was started if the action starts one
   * @throws ApiException as {@link CallService#act}; 400 for a precondition of an action that is
   *     bound to a collection, which has no version
   */
  Response act(CallAction action, String callId, String participant, JsonObject body) {
    ODataRequest odata = request.odata();
    AccessScope scope = action.scope(caller.get());
    odata.takesNoQueryOptions();
    Precondition precondition = odata.precondition();
    if (action.target() == CallAction.Target.PARTICIPANTS) {
      odata.takesNoPrecondition();
    }
    UUID call = CallResource.id(callId);
    Optional<UUID> bound =
        action.target() == CallAction.Target.PARTICIPANT
            ? Optional.of(ParticipantKey.parse(call, participant).id())
            : Optional.empty();
    Optional<OperationView> started =
        calls.act(call, scope, ActionRequest.from(action, bound, body, settings), precondition);
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
