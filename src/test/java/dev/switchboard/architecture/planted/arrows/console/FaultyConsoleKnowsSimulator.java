package dev.switchboard.architecture.planted.arrows.console;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultyConsoleKnowsSimulator(SimulatorThing simulator) {}
