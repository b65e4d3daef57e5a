package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultyPlatformKnowsSimulator(SimulatorThing simulator) {}
