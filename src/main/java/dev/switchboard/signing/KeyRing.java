package dev.switchboard.signing;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.LogText;
import dev.switchboard.settings.Settings;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys of the service as this node knows them: read from the database at the first use and
 * again a minute later, by one thread while the others go on with what is known. Whoever reads them
 * makes those that are missing. A key that another node made is known here within {@link
 * #KEPT_IN_OUTAGE}, and signs much later ({@link KeySchedule#PUBLISHED_AROUND}): so wherever a key
 * signs first, all nodes have been publishing it for a day.
 */
@ApplicationScoped
class KeyRing {

  /** How old the keys may be that are used while the database answers. */
  static final Duration READ_AGAIN_AFTER = Duration.ofMinutes(1);

  /** How old they may be while it does not. */
  static final Duration KEPT_IN_OUTAGE = Duration.ofHours(1);

  /** The pause after an attempt that failed. */
  static final Duration TRIED_AGAIN_AFTER = Duration.ofSeconds(5);

  /** The same as long as there is no key at all. */
  static final Duration FIRST_TRIED_AGAIN_AFTER = Duration.ofSeconds(1);

  /**
   * How long whoever has no key at all waits for the one who is reading them: on a server that has
   * just started, making the first ones takes seconds.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Logger LOG = System.getLogger(KeyRing.class.getName());

  /** Where the keys are. */
  interface Store {

    /** As {@link SigningKeyService#all}. */
    List<SigningKey> all();

    /** As {@link SigningKeyService#renew}. */
    List<SigningKey> renew(Map<KeyKind, JWK> candidates, Instant now, Duration period);
  }

  private record Database(SigningKeyService service) implements Store {

    @Override
    public List<SigningKey> all() {
      return service.all();
    }

    @Override
    public List<SigningKey> renew(Map<KeyKind, JWK> candidates, Instant now, Duration period) {
      return service.renew(candidates, now, period);
    }
  }

  /** All keys there are, at some time. */
  static final class Keys {

    private final Map<KeyKind, KeySchedule<LoadedKey>> schedules = new EnumMap<>(KeyKind.class);

    private Keys(Collection<SigningKey> stored) {
      List<LoadedKey> loaded = stored.stream().map(LoadedKey::of).toList();
      for (KeyKind kind : KeyKind.values()) {
        schedules.put(
            kind,
            KeySchedule.of(
                loaded.stream().filter(key -> key.kind() == kind).toList(), LoadedKey::validFrom));
      }
    }

    /** Those of one kind. */
    KeySchedule<LoadedKey> of(KeyKind kind) {
      return schedules.get(kind);
    }

    /** What receivers verify with (RFC 7517 section 5): public keys only. */
    JWKSet published(Instant now) {
      return new JWKSet(
          schedules.values().stream()
              .flatMap(schedule -> schedule.published(now).stream())
              .map(LoadedKey::publicKey)
              .flatMap(Optional::stream)
              .toList());
    }

    private boolean haveAllKinds(Instant now) {
      return schedules.values().stream().noneMatch(keys -> keys.signing(now).isEmpty());
    }

    private boolean haveSpentOnes(Instant now) {
      return schedules.values().stream().anyMatch(keys -> !keys.spent(now).isEmpty());
    }
  }

  private record Held(Keys keys, Instant readAt) {

    /** A clock may also go back. */
    private boolean isYoungerThan(Duration age, Instant now) {
      return Duration.between(readAt, now).abs().compareTo(age) < 0;
    }
  }

  private Store store;
  private Duration period;

  private final Lock reading = new ReentrantLock();
  private volatile Held held;
  private volatile Instant failedAt;

  /** For the container's proxy. */
  protected KeyRing() {}

  @Inject
  KeyRing(SigningKeyService service, Settings settings) {
    this(new Database(service), settings.callbackAuthentication().keyPeriod());
  }

  /** With how long a key signs before the next one begins. */
  KeyRing(Store store, Duration period) {
    this.store = store;
    this.period = period;
  }

  /**
   * The keys. Not to be asked for within a transaction that has written: on the embedded database
   * it would stand in its own way.
   *
   * @throws ApiException 503 if there are none and the database cannot tell them just now
   */
  Keys at(Instant now) {
    Held known = held;
    if (known != null && known.isYoungerThan(READ_AGAIN_AFTER, now)) {
      return known.keys();
    }
    boolean usable = known != null && known.isYoungerThan(KEPT_IN_OUTAGE, now);
    Instant failedBefore = failedAt;
    if (!mayRead(usable)) {
      if (usable) {
        return known.keys();
      }
      throw unreadable();
    }
    try {
      return usable ? newer(now) : first(failedBefore, now);
    } finally {
      reading.unlock();
    }
  }

  private boolean mayRead(boolean usable) {
    try {
      return usable
          ? reading.tryLock()
          : reading.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Keys first(Instant failedBefore, Instant now) {
    Held known = held;
    if (known == null || !known.isYoungerThan(KEPT_IN_OUTAGE, now)) {
      // Whoever waited for an attempt that failed gives up with it: else each would make its own.
      boolean failedMeanwhile = !Objects.equals(failedAt, failedBefore);
      if (failedMeanwhile || isTooSoon(now, FIRST_TRIED_AGAIN_AFTER)) {
        throw unreadable();
      }
      held = read(now);
    }
    return held.keys();
  }

  private Keys newer(Instant now) {
    // Somebody else may have read them meanwhile, or tried to.
    if (!held.isYoungerThan(READ_AGAIN_AFTER, now) && !isTooSoon(now, TRIED_AGAIN_AFTER)) {
      try {
        held = read(now);
      } catch (RuntimeException e) {
        // Whatever it is: what is known is good.
        say("read", e);
      }
    }
    return held.keys();
  }

  /** A clock that went back does not make an attempt wait for it. */
  private boolean isTooSoon(Instant now, Duration pause) {
    return failedAt != null && Duration.between(failedAt, now).abs().compareTo(pause) < 0;
  }

  private static ApiException unreadable() {
    return ApiException.unavailable("The signing keys cannot be read just now.");
  }

  private Held read(Instant now) {
    try {
      Held read = readOrRenew(now);
      failedAt = null;
      return read;
    } catch (RuntimeException e) {
      failedAt = now;
      throw e;
    }
  }

  private Held readOrRenew(Instant now) {
    Keys keys = new Keys(store.all());
    Map<KeyKind, JWK> candidates = new EnumMap<>(KeyKind.class);
    Arrays.stream(KeyKind.values())
        .filter(kind -> keys.of(kind).next(now, period).isPresent())
        // Made here and not under the lock of the database: it takes its time.
        .forEach(kind -> candidates.put(kind, kind.newKey()));
    if (candidates.isEmpty() && !keys.haveSpentOnes(now)) {
      return new Held(keys, now);
    }
    try {
      return new Held(new Keys(store.renew(candidates, now, period)), now);
    } catch (ApiException | EJBException e) {
      if (!keys.haveAllKinds(now)) {
        throw e;
      }
      // Those that are there go on.
      say("renewed", e);
      return new Held(keys, now);
    }
  }

  private static void say(String what, RuntimeException failure) {
    LOG.log(
        Level.WARNING,
        "The signing keys cannot be {0} just now: {1}",
        what,
        LogText.of(failure.getMessage()));
  }
}
