package dev.switchboard.architecture.planted.nostandardstreams.operation;

/** Must be reported: it writes to the standard error stream. */
class FaultyErr {

  void say() {
    System.err.println("said");
  }
}
