package dev.switchboard.architecture.planted.oneclock.operation;

import java.time.Clock;
import java.time.ZoneOffset;

class FaultyTick {

  Clock time() {
    return Clock.tickSeconds(ZoneOffset.UTC);
  }
}
