package dev.switchboard.architecture.planted.nogenericthrow.operation;

class FaultyChecked {

  void fail() throws Exception {
    throw new Exception("something");
  }
}
