package dev.switchboard.call;

import dev.switchboard.audit.OwnWork;
import dev.switchboard.error.ApiException;
import dev.switchboard.settings.Settings;
import dev.switchboard.upkeep.Repetition;
import dev.switchboard.upkeep.SchemaReady;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Ends calls that nobody keeps alive (Graph's documentation of keepAlive), and incoming ones that
 * nobody answers (of answer), on every node: which of them does it is decided under the lock of the
 * call.
 */
@ApplicationScoped
public class CallTimer {

  private static final int PORTION = 100;

  /** With so many that cannot be ended the fault is not theirs. */
  private static final int MOST_FAILED = 1000;

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
    endAll(calls::expired, this::end);
    return false;
  }

  private void end(CallService.Expired call) {
    work.audited(
        call.owner().tenantId(), call.owner().applicationId(), "timer", () -> calls.expire(call));
  }

  /**
   * Ends all that are expired, a few at a time. One that cannot be ended is passed over, and the
   * others are none the worse for it.
   *
   * @param expired tells that many of them, or all if there are fewer
   * @param end ends one, or fails
   * @throws RuntimeException what the last one failed with that could not be ended; at once if it
   *     is an ApiException, for then the database can end none of them just now
   */
  static void endAll(
      IntFunction<List<CallService.Expired>> expired, Consumer<CallService.Expired> end) {
    Set<CallService.Expired> failed = new HashSet<>();
    RuntimeException last = null;
    List<CallService.Expired> found;
    int asked;
    do {
      // Those that failed are found once more, and must not keep the others from being found.
      asked = PORTION + failed.size();
      found = expired.apply(asked);
      for (CallService.Expired call : found) {
        if (!failed.contains(call)) {
          try {
            end.accept(call);
          } catch (ApiException e) {
            throw e;
          } catch (RuntimeException e) {
            failed.add(call);
            last = e;
          }
        }
      }
    } while (found.size() == asked && failed.size() < MOST_FAILED);
    if (last != null) {
      throw last;
    }
  }
}
