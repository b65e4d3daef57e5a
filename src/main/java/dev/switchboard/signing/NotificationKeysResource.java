package dev.switchboard.signing;

import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.security.Caller;
import dev.switchboard.security.CurrentCaller;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import dev.switchboard.signing.NotificationSignatures.ReceiverKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonCollectors;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The keys that the caller verifies notifications with: {@code /communications/notificationKeys}, a
 * function without parameters of this service's own, which Graph has not.
 */
@Path(ServiceRoot.TEMPLATE + "/communications/notificationKeys")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class NotificationKeysResource {

  @Inject private NotificationSignatures signatures;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /** Tells the caller its own secrets, and the public keys: 200, which nobody may keep. */
  @GET
  public Response get() {
    ODataRequest odata = request.odata();
    Owner owner = receiver(caller.get());
    odata.takesNoQueryOptions();
    return odata.objects(json(signatures.keysOf(owner, clock.instant())));
  }

  /**
   * Who may write all calls of a tenant speaks for its media platform, if that is told anything.
   */
  private Owner receiver(Caller of) {
    Owner application = of.receiveNotifications();
    return settings
        .platformEndpoint(of.tenantId())
        .filter(endpoint -> of.redeliverNotifications().wholeTenant())
        .map(endpoint -> NotificationSignatures.platform(of.tenantId(), endpoint))
        .orElse(application);
  }

  private static JsonArray json(List<ReceiverKey> keys) {
    return keys.stream().map(NotificationKeysResource::json).collect(JsonCollectors.toJsonArray());
  }

  /** Named as members of Graph's keyCredential are. */
  private static JsonObject json(ReceiverKey key) {
    JsonObjectBuilder object =
        Json.createObjectBuilder()
            .add("keyId", key.id())
            .add("scheme", key.scheme())
            .add("key", key.key())
            .add("startDateTime", text(key.begin()));
    return object
        .add(
            "endDateTime",
            key.end().<JsonValue>map(end -> Json.createValue(text(end))).orElse(JsonValue.NULL))
        .build();
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
