package dev.switchboard.notification;

import dev.switchboard.error.ApiException;
import dev.switchboard.notification.Delivery.Destination;
import dev.switchboard.security.Owner;
import jakarta.json.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** Streams of notifications that are kept in memory, by the same rules as in the database. */
final class MemoryDeliveries implements Deliveries {

  static final String TENANT = "tenant";

  /** Whether the database is away when something is to be taken. */
  boolean failing;

  /** The call whose notifications cannot be read, if there is one. */
  UUID unreadable;

  private final Clock clock;
  private final Map<UUID, NotificationStream> streams = new LinkedHashMap<>();
  private final Map<UUID, URI> endpoints = new LinkedHashMap<>();
  private final Map<UUID, Map<Integer, String>> dead = new LinkedHashMap<>();

  MemoryDeliveries(Clock clock) {
    this.clock = clock;
  }

  /** A call with so many notifications for its bot, which listens there. */
  UUID call(String endpoint, int notifications) {
    UUID call = UUID.randomUUID();
    NotificationStream stream =
        new NotificationStream(
            UUID.randomUUID(), new Owner(TENANT, "bot"), call, Audience.BOT, clock.instant());
    streams.put(call, stream);
    endpoints.put(call, URI.create(endpoint));
    for (int i = 0; i < notifications; i++) {
      stream.next(clock.instant());
    }
    stream.becomesDue(clock.instant());
    return call;
  }

  /** The numbers that were given up, and why. */
  Map<Integer, String> dead(UUID call) {
    return dead.getOrDefault(call, Map.of());
  }

  /** The number of the one that comes next. */
  int next(UUID call) {
    return streams.get(call).nextSequence();
  }

  /** How often that has failed. */
  int attempts(UUID call) {
    return streams.get(call).attempts();
  }

  Collection<UUID> calls() {
    return streams.keySet();
  }

  @Override
  public List<Due> due(int most) {
    Instant now = clock.instant();
    return streams.values().stream()
        .filter(stream -> stream.isDue(now))
        .sorted(Comparator.comparing(NotificationStream::dueAt))
        .limit(most)
        .map(
            stream ->
                new Due(
                    stream.callId(),
                    stream.owner(),
                    stream.waitingSince().toInstant(),
                    destination(stream).map(Destination::endpoint)))
        .toList();
  }

  @Override
  public Optional<Delivery> take(Due due) {
    if (failing) {
      throw ApiException.unavailable("the database is away");
    }
    if (due.id().equals(unreadable)) {
      throw new IllegalStateException("no JSON");
    }
    return take(streams.get(due.id()));
  }

  private Optional<Delivery> take(NotificationStream stream) {
    Instant now = clock.instant();
    if (!stream.lease(now, now.plus(DeliveryService.LEASE))) {
      return Optional.empty();
    }
    return Optional.of(
        new Delivery(
            stream.callId(),
            stream.owner(),
            stream.fence(),
            stream.idOf(stream.nextSequence()),
            stream.callId(),
            stream.nextSequence(),
            false,
            new ChangeNotification(
                ChangeType.UPDATED,
                "communications/calls/" + stream.callId(),
                Json.createObjectBuilder().add("id", stream.callId().toString()).build(),
                Optional.empty()),
            stream.attempts(),
            destination(stream)));
  }

  private Optional<Destination> destination(NotificationStream stream) {
    return Optional.of(endpoints.get(stream.callId()))
        .filter(url -> !url.toString().isEmpty())
        .map(url -> new Destination(url, stream.owner()));
  }

  @Override
  public void parked(Collection<Due> dues, Duration pause) {
    dues.forEach(due -> streams.get(due.id()).release(clock.instant().plus(pause)));
  }

  @Override
  public Optional<Delivery> sent(Delivery delivery, boolean goOn) {
    List<NotificationStream> advanced = new ArrayList<>();
    held(
        delivery,
        stream -> {
          stream.advance(clock.instant());
          advanced.add(stream);
        });
    return advanced.stream().filter(stream -> goOn).findFirst().flatMap(this::take);
  }

  @Override
  public void released(Delivery delivery, Duration pause) {
    held(delivery, stream -> stream.release(clock.instant().plus(pause)));
  }

  @Override
  public void postponed(Delivery delivery, Duration pause, String reason) {
    held(
        delivery,
        stream ->
            stream.postpone(
                clock.instant().plus(pause), delivery.destination().orElseThrow(), reason));
  }

  @Override
  public void buried(Delivery delivery, String reason) {
    held(
        delivery,
        stream -> {
          dead.computeIfAbsent(stream.callId(), call -> new TreeMap<>())
              .put(delivery.sequence(), reason);
          stream.advance(clock.instant());
        });
  }

  @Override
  public void rests(Delivery delivery) {
    held(delivery, NotificationStream::rest);
  }

  private void held(Delivery delivery, Consumer<NotificationStream> change) {
    Optional.of(streams.get(delivery.streamId()))
        .filter(stream -> stream.isHeldBy(delivery.fence()))
        .ifPresent(change);
  }
}
