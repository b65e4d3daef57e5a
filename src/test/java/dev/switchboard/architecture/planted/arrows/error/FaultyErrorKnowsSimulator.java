package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultyErrorKnowsSimulator(SimulatorThing simulator) {}
