package dev.switchboard.architecture.planted.oneclock.operation;

import java.util.Date;

class FaultyDate {

  @SuppressWarnings("JavaUtilDate")
  Date time() {
    return new Date();
  }
}
