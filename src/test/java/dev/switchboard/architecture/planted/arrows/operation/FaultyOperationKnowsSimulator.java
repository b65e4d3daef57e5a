package dev.switchboard.architecture.planted.arrows.operation;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultyOperationKnowsSimulator(SimulatorThing simulator) {}
