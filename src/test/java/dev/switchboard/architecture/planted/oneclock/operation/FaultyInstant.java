package dev.switchboard.architecture.planted.oneclock.operation;

import java.time.Instant;

class FaultyInstant {

  Instant time() {
    return Instant.now();
  }
}
