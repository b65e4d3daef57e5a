package dev.switchboard.architecture.planted.oneclock.operation;

import java.time.Instant;
import java.util.function.Supplier;

class FaultyLambda {

  @SuppressWarnings("UnnecessaryLambda")
  Supplier<Instant> time() {
    return () -> Instant.now();
  }
}
