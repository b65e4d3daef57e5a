package dev.switchboard.architecture.planted.oneclock.operation;

import java.time.LocalDate;

class FaultyLocalDate {

  @SuppressWarnings("JavaTimeDefaultTimeZone")
  LocalDate time() {
    return LocalDate.now();
  }
}
