package dev.switchboard.architecture.planted.oneclock.operation;

import java.time.Instant;
import java.util.function.Supplier;

class FaultyReference {

  Supplier<Instant> time() {
    return Instant::now;
  }
}
