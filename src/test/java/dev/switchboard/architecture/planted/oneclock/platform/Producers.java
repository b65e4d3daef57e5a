package dev.switchboard.architecture.planted.oneclock.platform;

import java.time.Clock;

class Producers {

  Clock clock() {
    return Clock.systemUTC();
  }
}
