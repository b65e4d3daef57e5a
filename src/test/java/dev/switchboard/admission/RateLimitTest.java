package dev.switchboard.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.settings.Settings;
import dev.switchboard.support.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private final VirtualClock clock = new VirtualClock(Instant.parse("2030-01-31T10:20:30Z"));
  private final RateLimit limit =
      new RateLimit(
          Settings.from(
              Map.of(),
              Map.of("switchboard.application-rate", "3", "switchboard.tenant-rate", "5")),
          clock);

  @Test
  void oneRequestTooManyIsRefused() {
    count("tenant", "app", 3);

    assertRefused("tenant", "app", "The application sends too many requests.");
  }

  @Test
  void bucketFillsAgain() {
    count("tenant", "app", 3);
    clock.pass(Duration.ofMillis(334));

    count("tenant", "app", 1);

    assertRefused("tenant", "app", "The application sends too many requests.");
    clock.pass(Duration.ofHours(1));
    count("tenant", "app", 3);
    assertRefused("tenant", "app", "The application sends too many requests.");
  }

  @Test
  void applicationsOfATenantShareItsLimit() {
    count("tenant", "app", 3);
    count("tenant", "other", 2);

    assertRefused("tenant", "other", "The applications of the tenant send too many requests.");
    assertRefused("tenant", "third", "The applications of the tenant send too many requests.");
  }

  @Test
  void otherTenantsAreNotConcerned() {
    count("tenant", "app", 3);

    count("other", "app", 3);
  }

  private void count(String tenant, String application, int times) {
    for (int i = 0; i < times; i++) {
      assertThatNoException().isThrownBy(() -> limit.count(tenant, application));
    }
  }

  private void assertRefused(String tenant, String application, String message) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> limit.count(tenant, application))
        .withMessage(message)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
  }
}
