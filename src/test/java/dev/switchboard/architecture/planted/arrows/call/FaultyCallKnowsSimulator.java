package dev.switchboard.architecture.planted.arrows.call;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultyCallKnowsSimulator(SimulatorThing simulator) {}
