package dev.switchboard.architecture.planted.oneclock.operation;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Date;

record SoundTime(Clock clock) {

  Instant instant() {
    return clock.instant();
  }

  OffsetDateTime dateTime() {
    return OffsetDateTime.now(clock);
  }

  @SuppressWarnings("JavaUtilDate")
  Date date() {
    return Date.from(instant());
  }

  long elapsed() {
    return System.nanoTime();
  }
}
