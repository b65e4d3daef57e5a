package dev.switchboard.architecture.planted.nostandardstreams.operation;

class FaultyOut {

  void say() {
    System.out.println("said");
  }
}
