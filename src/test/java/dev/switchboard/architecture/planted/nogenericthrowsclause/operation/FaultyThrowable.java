package dev.switchboard.architecture.planted.nogenericthrowsclause.operation;

class FaultyThrowable {

  void fail() throws Throwable {}
}
