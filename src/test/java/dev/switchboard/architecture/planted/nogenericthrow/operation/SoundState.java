package dev.switchboard.architecture.planted.nogenericthrow.operation;

class SoundState {

  void fail() {
    throw new IllegalStateException("this");
  }
}
