package dev.switchboard.architecture.planted.oneclock.operation;

class FaultyMillis {

  long time() {
    return System.currentTimeMillis();
  }
}
