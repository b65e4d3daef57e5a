package dev.switchboard.call;

import dev.switchboard.admission.Bulkhead;
import dev.switchboard.json.StoredJson;
import dev.switchboard.notification.NotificationColumns;
import dev.switchboard.notification.NotificationFeedService;
import dev.switchboard.notification.NotificationFeedService.Trouble;
import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.query.Columns;
import dev.switchboard.query.ListQuery;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonCollectors;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What the media platform of a tenant is told, of all calls in one order, for a platform that
 * rather asks than waits: {@code /communications/notifications?$filter=sequence gt 7}; and where
 * notifications do not arrive.
 */
@Path(ServiceRoot.TEMPLATE + "/communications")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Bulkhead
public class TenantNotificationsResource {

  private static final Columns COLUMNS = NotificationColumns.of(CallModel.TENANT_NOTIFICATION);

  @Inject private NotificationFeedService feed;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;

  /** Lists them, by their numbers unless told otherwise: 200. */
  @GET
  @Path("notifications")
  public Response list() {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().readTenant();
    String collection = CallModel.TENANT_NOTIFICATIONS_PATH;
    ListQuery query = odata.list(COLUMNS, Optional.empty(), scope.of(collection));
    return odata.page(collection, query, feed.list(scope, query));
  }

  /** Counts them: 200. */
  @GET
  @Path("notifications/{count: \\$count}")
  @Produces(MediaType.TEXT_PLAIN)
  public Response count() {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().readTenant();
    ListQuery query =
        odata.counted(COLUMNS, Optional.empty(), scope.of(CallModel.TENANT_NOTIFICATIONS_PATH));
    return odata.count(feed.count(scope, query));
  }

  /** Tells the endpoints at which notifications do not arrive just now: 200. */
  @GET
  @Path("notificationEndpoints")
  public Response endpoints() {
    ODataRequest odata = request.odata();
    AccessScope scope = caller.get().readTenant();
    odata.takesNoQueryOptions();
    return odata.objects(
        feed.troubles(scope).stream()
            .map(TenantNotificationsResource::json)
            .collect(JsonCollectors.toJsonArray()));
  }

  private static JsonObject json(Trouble trouble) {
    return StoredJson.JSON
        .createObjectBuilder()
        .add("endpoint", trouble.endpoint())
        .add("failingCalls", trouble.calls())
        .add("failedAttempts", trouble.attempts())
        .add(
            "nextAttemptDateTime",
            trouble.next().toInstant().truncatedTo(ChronoUnit.SECONDS).toString())
        .add("failure", trouble.failure())
        .build();
  }
}
