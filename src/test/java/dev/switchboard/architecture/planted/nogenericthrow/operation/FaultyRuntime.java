package dev.switchboard.architecture.planted.nogenericthrow.operation;

class FaultyRuntime {

  void fail() {
    throw new RuntimeException("something");
  }
}
