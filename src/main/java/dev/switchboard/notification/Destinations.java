package dev.switchboard.notification;

import dev.switchboard.notification.Delivery.Destination;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;

/** Where the notifications of a stream go now: what was set after one was written counts, too. */
@ApplicationScoped
class Destinations {

  private Settings settings;
  private CallbackUris callbackUris;

  /** For the container's proxy. */
  protected Destinations() {}

  @Inject
  Destinations(Settings settings, CallbackUris callbackUris) {
    this.settings = settings;
    this.callbackUris = callbackUris;
  }

  /** Empty if nobody is to be told. */
  Optional<Destination> of(NotificationStream stream) {
    return switch (stream.audience()) {
      case BOT ->
          callbackUris
              .of(stream.callId(), stream.owner())
              .map(url -> new Destination(URI.create(url), stream.owner()));
      case PLATFORM ->
          settings
              .platformEndpoint(stream.owner().tenantId())
              .map(url -> new Destination(url, platform(stream.owner().tenantId(), url)));
    };
  }

  /** Whether anybody may be told; without asking the database. */
  boolean mayBeOf(NotificationStream stream) {
    return switch (stream.audience()) {
      case BOT -> true;
      case PLATFORM -> settings.platformEndpoint(stream.owner().tenantId()).isPresent();
    };
  }

  /** The media platform of a tenant is no application: it is known by where it is. */
  private static Owner platform(String tenantId, URI endpoint) {
    return new Owner(tenantId, endpoint.toString());
  }
}
