package dev.switchboard.architecture.planted.oneclock.operation;

import java.util.Calendar;
import java.util.GregorianCalendar;

class FaultyGregorian {

  @SuppressWarnings("JavaUtilDate")
  Calendar time() {
    return new GregorianCalendar();
  }
}
