package dev.switchboard.call;

import dev.switchboard.audit.OwnWork;
import dev.switchboard.settings.Settings;
import dev.switchboard.upkeep.Repetition;
import dev.switchboard.upkeep.SchemaReady;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ends calls that nobody keeps alive (Graph's documentation of keepAlive), and incoming ones that
 * nobody answers (of answer), on every node: which of them does it is decided under the lock of the
 * call.
 */
@ApplicationScoped
public class CallTimer {

  private static final int PORTION = 100;
  private static final int LOOKS = 60;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  @Inject private CallService calls;
  @Inject private Settings settings;
  @Inject private OwnWork work;
  @Inject private Repetition repetition;

  /** Begins. */
  void begin(@Observes SchemaReady ready) {
    Stream.of(settings.keepAlive(), settings.answer())
        .filter(time -> !time.isZero())
        .min(Comparator.naturalOrder())
        .ifPresent(shortest -> repetition.begin(this::endExpired, pause(shortest)));
  }

  @PreDestroy
  void stop() {
    repetition.stop();
  }

  private static Duration pause(Duration shortest) {
    Duration pause = shortest.dividedBy(LOOKS);
    if (pause.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** Returns whether that was the last time, which it never is. */
  private boolean endExpired() {
    List<CallService.Expired> expired;
    do {
      expired = calls.expired(PORTION);
      for (CallService.Expired call : expired) {
        work.audited(
            call.owner().tenantId(),
            call.owner().applicationId(),
            "timer",
            () -> calls.expire(call));
      }
    } while (expired.size() == PORTION);
    return false;
  }
}
