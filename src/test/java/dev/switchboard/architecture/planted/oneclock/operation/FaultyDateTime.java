package dev.switchboard.architecture.planted.oneclock.operation;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;

class FaultyDateTime {

  OffsetDateTime time() {
    return OffsetDateTime.now(ZoneOffset.UTC);
  }
}
