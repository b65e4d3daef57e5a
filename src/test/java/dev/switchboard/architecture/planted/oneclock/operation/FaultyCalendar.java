package dev.switchboard.architecture.planted.oneclock.operation;

import java.util.Calendar;

class FaultyCalendar {

  @SuppressWarnings("JavaUtilDate")
  Calendar time() {
    return Calendar.getInstance();
  }
}
