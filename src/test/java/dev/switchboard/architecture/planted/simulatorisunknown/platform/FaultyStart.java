package dev.switchboard.architecture.planted.simulatorisunknown.platform;

import dev.switchboard.architecture.planted.simulatorisunknown.simulator.Simulator;

final class FaultyStart {

  void start() {
    Simulator.start();
  }
}
