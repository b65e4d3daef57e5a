package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultyUpkeepKnowsSimulator(SimulatorThing simulator) {}
