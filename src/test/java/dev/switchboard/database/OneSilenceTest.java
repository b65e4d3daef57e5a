package dev.switchboard.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OneSilenceTest {

  private final AtomicLong time = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final OneSilence validator = new OneSilence(2, time::get);

  private final Connection alive = connection(() -> true);
  private final Connection dead = connection(() -> false);
  private final Connection broken =
      connection(
          () -> {
            throw new SQLException("planted");
          });

  @Test
  void eachConnectionIsAskedWhileAllAnswer() {
    assertThat(validator.isValid(alive)).isTrue();
    assertThat(validator.isValid(alive)).isTrue();
    assertThat(asked).hasValue(2);
  }

  @Test
  void afterASilenceTheNextOnesAreDroppedUnaskedForAMoment() {
    assertThat(validator.isValid(dead)).isFalse();

    assertThat(validator.isValid(alive)).isFalse();
    assertThat(asked).hasValue(1);

    time.addAndGet(Duration.ofMillis(500).toNanos());
    assertThat(validator.isValid(alive)).isTrue();
  }

  @Test
  void failedTestIsASilence() {
    assertThat(validator.isValid(broken)).isFalse();
    assertThat(validator.isValid(alive)).isFalse();
  }

  private interface Answer {
    boolean get() throws SQLException;
  }

  private Connection connection(Answer answer) {
    return TransactionConnection.proxy(
        Connection.class,
        (self, method, arguments) -> {
          asked.incrementAndGet();
          return answer.get();
        });
  }
}
