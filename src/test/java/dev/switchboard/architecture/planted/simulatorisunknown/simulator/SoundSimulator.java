package dev.switchboard.architecture.planted.simulatorisunknown.simulator;

record SoundSimulator(Simulator self) {}
