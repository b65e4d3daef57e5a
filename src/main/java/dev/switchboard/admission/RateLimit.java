package dev.switchboard.admission;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.settings.Settings;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/**
 * One token bucket for each application of each tenant and one for each tenant, filled with as many
 * requests per second as the settings allow and holding those of one second. Each node counts for
 * itself.
 */
@ApplicationScoped
public class RateLimit {

  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** A bucket that was left alone for this long is full, as a new one is. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

  private static final int MOST_BUCKETS = 100_000;

  private record Application(String tenantId, String applicationId) {}

  private LoadingCache<Application, Bucket> applications;
  private LoadingCache<String, Bucket> tenants;

  /** For the container's proxy. */
  protected RateLimit() {}

  @Inject
  RateLimit(Settings settings, Clock clock) {
    TimeMeter time = new ClockTime(clock);
    this.applications = buckets(settings.limits().applicationRate(), time);
    this.tenants = buckets(settings.limits().tenantRate(), time);
  }

  private static <K> LoadingCache<K, Bucket> buckets(long perSecond, TimeMeter time) {
    Bandwidth limit =
        Bandwidth.builder().capacity(perSecond).refillGreedy(perSecond, PERIOD).build();
    return Caffeine.newBuilder()
        .maximumSize(MOST_BUCKETS)
        .expireAfterAccess(FORGOTTEN_AFTER)
        .build(key -> Bucket.builder().addLimit(limit).withCustomTimePrecision(time).build());
  }

  /**
   * Counts one request of an authenticated application.
   *
   * @throws ApiException 429 with {@code Retry-After} in whole seconds (RFC 6585 section 4) if it
   *     is one too many
   */
  public void count(String tenantId, String applicationId) {
    take(
        applications.get(new Application(tenantId, applicationId)),
        "The application sends too many requests.");
    take(tenants.get(tenantId), "The applications of the tenant send too many requests.");
  }

  private static void take(Bucket bucket, String refusal) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
      throw ApiException.of(ErrorCode.TOO_MANY_REQUESTS, refusal)
          .withHeader("Retry-After", Long.toString(seconds));
    }
  }

  /** The one clock, as buckets read it. */
  private record ClockTime(Clock clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return Duration.ofMillis(clock.millis()).toNanos();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
