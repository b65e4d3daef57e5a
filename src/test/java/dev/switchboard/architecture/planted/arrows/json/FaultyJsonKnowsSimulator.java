package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultyJsonKnowsSimulator(SimulatorThing simulator) {}
