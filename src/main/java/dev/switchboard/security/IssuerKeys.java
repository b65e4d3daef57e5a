package dev.switchboard.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.switchboard.error.LogText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The signing keys of one issuer, as they were fetched last. A key that is not among them makes the
 * issuer be asked again, at most every {@value #BETWEEN_REFRESHES_SECONDS} s and by one thread,
 * whatever tokens say; keys that are there are used without waiting for anything, for a day after
 * the issuer was last reached (decision 7).
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

  static final int BETWEEN_REFRESHES_SECONDS = 30;

  /** After this time a key that the issuer withdrew is no longer trusted, if it can be reached. */
  static final Duration FRESH = Duration.ofMinutes(5);

  /** After this time no key is trusted that the issuer did not confirm. */
  static final Duration LONGEST_OUTAGE = Duration.ofHours(24);

  private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(BETWEEN_REFRESHES_SECONDS);

  /** Without any key nothing can be served: asked again sooner. */
  private static final Duration BETWEEN_FIRST_ATTEMPTS = Duration.ofSeconds(1);

  /** Longer than both requests of a fetch may take together. */
  private static final int PATIENCE_SECONDS = 10;

  private static final Duration BETWEEN_OUTAGE_NOTES = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(IssuerKeys.class.getName());

  /** Where the keys come from. */
  @FunctionalInterface
  interface Source {

    /**
     * Asks the issuer.
     *
     * @throws KeySourceException if it does not answer with keys
     */
    JWKSet fetch() throws KeySourceException;
  }

  private record Fetched(JWKSet keys, Instant at) {

    private boolean isOlderThan(Duration age, Instant now) {
      return now.isAfter(at.plus(age));
    }
  }

  private final Source issuer;
  private final Executor executor;
  private final Clock clock;

  private volatile Fetched last;
  private CompletableFuture<Fetched> flight;
  private Instant attemptedAt = Instant.MIN;
  private Instant outageNoted = Instant.MIN;

  /** Asks nobody yet; {@code executor} runs the fetches. */
  IssuerKeys(Source issuer, Executor executor, Clock clock) {
    this.issuer = issuer;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * The keys that fit; none if the issuer has none.
   *
   * @throws KeySourceException if the issuer's keys cannot be had
   */
  @Override
  public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
    Instant now = clock.instant();
    Fetched known = last;
    if (known == null || known.isOlderThan(LONGEST_OUTAGE, now)) {
      return selector.select(await(refresh(now, BETWEEN_FIRST_ATTEMPTS)).keys());
    }
    List<JWK> fitting = selector.select(known.keys());
    if (fitting.isEmpty()) {
      return selector.select(newest(known, now).keys());
    }
    if (known.isOlderThan(FRESH, now)) {
      // Not waited for: what is known is good enough for this token.
      CompletableFuture<Fetched> unused = refresh(now, BETWEEN_REFRESHES);
    }
    return fitting;
  }

  private Fetched newest(Fetched known, Instant now) {
    try {
      return await(refresh(now, BETWEEN_REFRESHES));
    } catch (KeySourceException e) {
      // The issuer is away: a key that it did not confirm is no key.
      return known;
    }
  }

  /** The fetch under way, or a new one if the last began long enough ago, else the last one. */
  private synchronized CompletableFuture<Fetched> refresh(Instant now, Duration between) {
    boolean underWay = flight != null && !flight.isDone();
    if (!attemptedAt.isAfter(now.minus(underWay ? BETWEEN_REFRESHES : between))) {
      attemptedAt = now;
      flight = CompletableFuture.supplyAsync(() -> fetch(now), executor);
    }
    return flight;
  }

  private Fetched fetch(Instant now) {
    try {
      Fetched fetched = new Fetched(issuer.fetch(), now);
      last = fetched;
      return fetched;
    } catch (KeySourceException e) {
      noteOutage(e, now);
      throw new CompletionException(e);
    }
  }

  private static Fetched await(CompletableFuture<Fetched> flight) throws KeySourceException {
    try {
      return flight.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new KeySourceException("the issuer's keys cannot be had", e.getCause());
    } catch (TimeoutException e) {
      throw new KeySourceException("the issuer does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeySourceException("interrupted while waiting for the issuer", e);
    }
  }

  /**
   * Tells the administrator once a minute; whoever sends tokens must not be able to fill the log.
   */
  private synchronized void noteOutage(KeySourceException e, Instant now) {
    if (outageNoted.isBefore(now.minus(BETWEEN_OUTAGE_NOTES))) {
      outageNoted = now;
      LOG.log(Level.WARNING, "The keys of the issuer cannot be had: " + LogText.of(e.getMessage()));
    }
  }
}
