package dev.switchboard.architecture.planted.nostandardstreams.operation;

class SoundLog {

  void say() {
    System.getLogger("sound").log(System.Logger.Level.INFO, "said");
  }
}
