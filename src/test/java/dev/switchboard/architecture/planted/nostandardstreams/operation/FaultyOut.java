package dev.switchboard.architecture.planted.nostandardstreams.operation;

/** Must be reported: it writes to the standard output stream. */
class FaultyOut {

  void say() {
    System.out.println("said");
  }
}
