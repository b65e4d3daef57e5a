package dev.switchboard.notification;

import dev.switchboard.notification.Delivery.Destination;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import dev.switchboard.signing.NotificationSignatures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where the notifications of a stream go now: what was set after one was written counts, too. */
@ApplicationScoped
class Destinations {

  /** What is to be known of a stream. */
  interface Stream {

    /** The call. */
    UUID callId();

    /** Who hears of it. */
    Audience audience();

    /** Whose it is. */
    Owner owner();
  }

  private Settings settings;
  private CallbackUris callbackUris;

  /** For the container's proxy. */
  protected Destinations() {}

  @Inject
  Destinations(Settings settings, CallbackUris callbackUris) {
    this.settings = settings;
    this.callbackUris = callbackUris;
  }

  /**
   * Where streams go.
   *
   * @return by the streams; those of which nobody is to be told are not there
   */
  <S extends Stream> Map<S, Destination> of(Collection<S> streams) {
    Set<UUID> calls =
        streams.stream()
            .filter(stream -> stream.audience() == Audience.BOT)
            .map(Stream::callId)
            .collect(Collectors.toSet());
    Map<UUID, String> callbacks = calls.isEmpty() ? Map.of() : callbackUris.of(calls);
    Map<S, Destination> destinations = new HashMap<>();
    for (S stream : streams) {
      Optional<URI> url =
          switch (stream.audience()) {
            case BOT ->
                Optional.ofNullable(callbacks.get(stream.callId())).flatMap(Destinations::url);
            case PLATFORM -> settings.platformEndpoint(stream.owner().tenantId());
          };
      url.ifPresent(
          known -> destinations.put(stream, new Destination(known, receiver(stream, known))));
    }
    return destinations;
  }

  /** An older release may have stored what the rule for notification URLs refuses today. */
  private static Optional<URI> url(String text) {
    try {
      return Optional.of(new URI(text)).filter(url -> url.getRawAuthority() != null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Owner receiver(Stream stream, URI url) {
    return switch (stream.audience()) {
      case BOT -> stream.owner();
      case PLATFORM -> NotificationSignatures.platform(stream.owner().tenantId(), url);
    };
  }

  /** Whether anybody may be told; without asking the database. */
  boolean mayBeOf(Audience audience, Owner owner) {
    return switch (audience) {
      case BOT -> true;
      case PLATFORM -> settings.platformEndpoint(owner.tenantId()).isPresent();
    };
  }
}
