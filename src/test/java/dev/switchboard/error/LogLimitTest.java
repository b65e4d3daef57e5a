package dev.switchboard.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogLimitTest {

  /** Close to its overflow. */
  private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1);

  private final LogLimit limit = new LogLimit(Duration.ofSeconds(1), time::get);

  @Test
  void firstOneIsLogged() {
    assertThat(limit.next()).hasValue(0);
  }

  @Test
  void othersOfThePeriodAreCountedAndToldWithTheNextOne() {
    limit.next();
    assertThat(limit.next()).isEmpty();
    time.addAndGet(Duration.ofMillis(999).toNanos());
    assertThat(limit.next()).isEmpty();

    time.addAndGet(Duration.ofMillis(1).toNanos());

    assertThat(limit.next()).hasValue(2);
    assertThat(limit.next()).isEmpty();
    time.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(limit.next()).hasValue(1);
  }
}
