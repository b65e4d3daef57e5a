package dev.switchboard.architecture.planted.nostandardstreams.operation;

class FaultyErr {

  void say() {
    System.err.println("said");
  }
}
