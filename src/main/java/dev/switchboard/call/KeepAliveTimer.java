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
import java.util.List;

/**
 * Ends calls that nobody keeps alive (Graph's documentation of keepAlive), on every node: which of
 * them does it is decided under the lock of the call.
 */
@ApplicationScoped
public class KeepAliveTimer {

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
    if (!settings.keepAlive().isZero()) {
      repetition.begin(this::endExpired, pause(settings.keepAlive()));
    }
  }

  @PreDestroy
  void stop() {
    repetition.stop();
  }

  private static Duration pause(Duration keepAlive) {
    Duration pause = keepAlive.dividedBy(LOOKS);
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
            "keep-alive",
            () -> calls.expire(call));
      }
    } while (expired.size() == PORTION);
    return false;
  }
}
