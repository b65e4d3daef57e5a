package dev.switchboard.architecture.planted.oneclock.operation;

import java.time.Clock;

class FaultyClock {

  Clock time() {
    return Clock.systemUTC();
  }
}
