package dev.switchboard.architecture.planted.nogenericthrowsclause.operation;

import java.io.IOException;

class SoundMethod {

  void fail() throws IOException {}
}
