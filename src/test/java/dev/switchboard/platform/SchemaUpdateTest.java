package dev.switchboard.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.database.Schema;
import dev.switchboard.database.Schema.Outcome;
import dev.switchboard.database.Schema.State;
import dev.switchboard.support.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaUpdateTest {

  private static final Outcome AWAY = new Outcome(State.AWAY, "the database cannot be reached: x");
  private static final Outcome READY = new Outcome(State.READY, null);

  private final Logger logger = Logger.getLogger(SchemaUpdate.class.getName());
  private final List<String> said = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          said.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
  private Schema.Outcome next = AWAY;
  private final SchemaUpdate schema = new SchemaUpdate(() -> next, clock);

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void databaseThatIsAwayIsComplainedAboutOnceAMinute() {
    for (int second = 0; second < 150; second++) {
      assertThat(schema.attempt()).isEqualTo(State.AWAY);
      clock.pass(Duration.ofSeconds(1));
    }

    assertThat(said)
        .hasSize(3)
        .containsOnly("Not ready: the database cannot be reached: x. Trying again every second.");
    assertThat(schema.isDone()).isFalse();
    assertThat(schema.reason()).isEqualTo("Not ready: the database cannot be reached: x.");
  }

  @Test
  void databaseThatIsBackEndsTheComplaint() {
    schema.attempt();
    next = READY;

    assertThat(schema.attempt()).isEqualTo(State.READY);
    assertThat(schema.isDone()).isTrue();
    assertThat(schema.reason()).isNull();
    assertThat(said).hasSize(1);
  }

  @Test
  void beforeTheFirstAttemptNothingIsReady() {
    assertThat(schema.isDone()).isFalse();
  }
}
