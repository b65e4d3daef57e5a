package dev.switchboard.call;

import dev.switchboard.admission.Bulkhead;
import dev.switchboard.notification.Audience;
import dev.switchboard.notification.NotificationColumns;
import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.query.Columns;
import dev.switchboard.query.ListQuery;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/**
 * The notifications of a call, for who rather asks than waits, or has missed some: {@code
 * /communications/calls/{callId}/notifications?$filter=sequence gt 7}. Who may read the calls of a
 * whole tenant gets those for the media platform, else the application gets its own.
 */
@Path(ServiceRoot.TEMPLATE + "/communications/calls/{callId}/notifications")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Bulkhead
public class CallNotificationsResource {

  private static final Columns COLUMNS = NotificationColumns.of(CallModel.NOTIFICATION);

  @Inject private CallService calls;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;

  /** Lists them, oldest first unless told otherwise: 200. */
  @GET
  public Response list(@PathParam("callId") String callId) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().read();
    UUID call = CallResource.id(callId);
    String collection = collection(call);
    ListQuery query = odata.list(COLUMNS, Optional.empty(), scope.of(collection));
    return odata.page(collection, query, calls.notifications(call, audience(scope), scope, query));
  }

  /** Counts them: 200. */
  @GET
  @Path("{count: \\$count}")
  @Produces(MediaType.TEXT_PLAIN)
  public Response count(@PathParam("callId") String callId) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().read();
    UUID call = CallResource.id(callId);
    ListQuery query = odata.counted(COLUMNS, Optional.empty(), scope.of(collection(call)));
    return odata.count(calls.countNotifications(call, audience(scope), scope, query));
  }

  /** Sends one of them once more, under its old id and number: 202, for that is done afterwards. */
  @POST
  @Path("{sequence: [0-9]+}/redeliver")
  public Response redeliver(
      @PathParam("callId") String callId, @PathParam("sequence") int sequence) {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().redeliverNotifications();
    odata.takesNoQueryOptions();
    odata.takesNoPrecondition();
    calls.redeliver(CallResource.id(callId), audience(scope), scope, sequence);
    return Response.accepted().build();
  }

  private static Audience audience(AccessScope scope) {
    return scope.wholeTenant() ? Audience.PLATFORM : Audience.BOT;
  }

  private static String collection(UUID call) {
    return "%s('%s')/%s".formatted(CallView.COLLECTION, call, CallModel.NOTIFICATIONS.name());
  }
}
