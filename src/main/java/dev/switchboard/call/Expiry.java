package dev.switchboard.call;

import dev.switchboard.settings.Settings;
import java.time.Duration;
import java.time.Instant;

/**
 * When calls end by themselves.
 *
 * @param forgotten what was kept alive before this time ends
 * @param unanswered what came in before this time and rings still ends
 */
record Expiry(Instant forgotten, Instant unanswered) {

  static Expiry at(Instant now, Settings settings) {
    return new Expiry(before(now, settings.keepAlive()), before(now, settings.answer()));
  }

  /** Zero is for ever: nothing is that old. */
  private static Instant before(Instant now, Duration time) {
    return time.isZero() ? Instant.EPOCH : now.minus(time);
  }
}
