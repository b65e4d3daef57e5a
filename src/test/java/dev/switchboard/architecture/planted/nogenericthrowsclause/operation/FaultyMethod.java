package dev.switchboard.architecture.planted.nogenericthrowsclause.operation;

class FaultyMethod {

  void fail() throws Exception {}
}
