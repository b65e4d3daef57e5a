package dev.switchboard.architecture.planted.nogenericthrowsclause.operation;

class FaultyConstructor {

  FaultyConstructor() throws Exception {}
}
