package dev.switchboard.architecture.planted.nostandardstreams.operation;

/** Must be reported: it prints a stack trace, which goes to the standard error stream. */
class FaultyTrace {

  void say(Throwable failure) {
    failure.printStackTrace();
  }
}
