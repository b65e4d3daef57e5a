package dev.switchboard.architecture.planted.arrows.signing;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultySigningKnowsSimulator(SimulatorThing simulator) {}
