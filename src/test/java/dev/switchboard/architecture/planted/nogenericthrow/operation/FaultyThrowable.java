package dev.switchboard.architecture.planted.nogenericthrow.operation;

class FaultyThrowable {

  void fail() throws Throwable {
    throw new Throwable("something");
  }
}
