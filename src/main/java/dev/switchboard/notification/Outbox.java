package dev.switchboard.notification;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.switchboard.query.Page;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where those who change something leave word of it. What is appended is written in the same
 * transaction, so that there is a notification if and only if the change commits; but last, when
 * every other lock has been taken: the numbers of a call's notifications are handed out under a
 * lock of their own, and two transactions that took it in the middle of their work would wait for
 * each other.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Outbox {

  /** The key of a transaction's resource: what was appended in it. */
  private static final String APPENDED = Outbox.class.getName();

  @PersistenceContext private EntityManager entities;
  @Resource private TransactionSynchronizationRegistry transaction;
  @Inject private Clock clock;
  @Inject private TimeOrderedEpochFactory ids;
  @Inject private Destinations destinations;
  @Inject private Event<NotificationsDue> due;

  /**
   * Changes that are told of when they are written.
   *
   * @param callId the call
   * @param owner whose it is
   * @param audiences who hears of them
   * @param changes in their order; asked for once, at the end of the transaction, and read a few at
   *     a time
   */
  private record Appended(
      UUID callId,
      Owner owner,
      Set<Audience> audiences,
      Supplier<Stream<ChangeNotification>> changes) {}

  /** What was appended in a transaction, in the order of that. */
  private static final class Pending {

    private final List<Appended> appended = new ArrayList<>();
    private boolean open = true;
  }

  /** Leaves word of one change. */
  public void append(UUID callId, Owner owner, Set<Audience> audiences, ChangeNotification change) {
    append(callId, owner, audiences, () -> Stream.of(change));
  }

  /** Leaves word of changes that are more than memory may hold. */
  public void append(
      UUID callId,
      Owner owner,
      Set<Audience> audiences,
      Supplier<Stream<ChangeNotification>> changes) {
    Pending pending = pending();
    if (pending == null || !pending.open) {
      throw new IllegalStateException("a change outside of @NotifiesLast");
    }
    pending.appended.add(new Appended(callId, owner, EnumSet.copyOf(audiences), changes));
  }

  /**
   * Makes ready for what is appended in this transaction.
   *
   * @return whether nobody had, so that the caller is to {@link #write}
   */
  public boolean open() {
    Pending pending = pending();
    if (pending != null && pending.open) {
      return false;
    }
    transaction.putResource(APPENDED, new Pending());
    return true;
  }

  /** Writes what was appended, and ends that. */
  public void write() {
    Pending pending = pending();
    pending.open = false;
    List<Appended> appended = pending.appended;
    if (appended.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Map<UUID, Map<Audience, NotificationStream>> streams = locked(appended, now);
    for (Appended each : appended) {
      try (Stream<ChangeNotification> changes = each.changes().get()) {
        Iterator<ChangeNotification> iterator = changes.iterator();
        while (iterator.hasNext()) {
          writePortion(iterator, each.audiences(), streams.get(each.callId()), now);
        }
      }
    }
    boolean heard = false;
    for (Map<Audience, NotificationStream> ofCall : streams.values()) {
      for (NotificationStream stream : ofCall.values()) {
        if (destinations.mayBeOf(stream.audience(), stream.owner())) {
          stream.becomesDue(now);
          heard = true;
        }
      }
    }
    entities.flush();
    if (heard) {
      due.fire(new NotificationsDue());
    }
  }

  private void writePortion(
      Iterator<ChangeNotification> changes,
      Set<Audience> audiences,
      Map<Audience, NotificationStream> streams,
      Instant now) {
    List<Notification> written = new ArrayList<>();
    for (int i = 0; i < Page.PORTION && changes.hasNext(); i++) {
      ChangeNotification change = changes.next();
      for (Audience audience : audiences) {
        Notification notification = new Notification(streams.get(audience), change, now);
        entities.persist(notification);
        written.add(notification);
      }
    }
    if (changes.hasNext()) {
      entities.flush();
      written.forEach(entities::detach);
    }
  }

  /** The streams that are written to, locked in the same order by everyone. */
  private Map<UUID, Map<Audience, NotificationStream>> locked(
      List<Appended> appended, Instant now) {
    Map<UUID, Set<Audience>> wanted = new TreeMap<>();
    Map<UUID, Owner> owners = new TreeMap<>();
    for (Appended each : appended) {
      wanted
          .computeIfAbsent(each.callId(), call -> EnumSet.noneOf(Audience.class))
          .addAll(each.audiences());
      owners.put(each.callId(), each.owner());
    }
    Map<UUID, Map<Audience, NotificationStream>> streams = new TreeMap<>();
    wanted.forEach(
        (callId, audiences) -> {
          Map<Audience, NotificationStream> ofCall = new EnumMap<>(Audience.class);
          audiences.forEach(
              audience -> ofCall.put(audience, locked(callId, audience, owners.get(callId), now)));
          streams.put(callId, ofCall);
        });
    return streams;
  }

  private NotificationStream locked(UUID callId, Audience audience, Owner owner, Instant now) {
    return OwnedEntity.query(
            entities,
            NotificationStream.class,
            AccessScope.of(owner),
            "e.callId = :callId AND e.audience = :audience",
            "")
        .setParameter("callId", callId)
        .setParameter("audience", audience)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst()
        .orElseGet(
            () -> {
              NotificationStream stream =
                  new NotificationStream(ids.create(), owner, callId, audience, now);
              entities.persist(stream);
              return stream;
            });
  }

  private Pending pending() {
    return (Pending) transaction.getResource(APPENDED);
  }
}
