package dev.switchboard.architecture.planted.nostandardstreams.operation;

class FaultyTrace {

  void say(Throwable failure) {
    failure.printStackTrace();
  }
}
