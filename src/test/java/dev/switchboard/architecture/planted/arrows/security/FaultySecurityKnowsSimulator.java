package dev.switchboard.architecture.planted.arrows.security;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultySecurityKnowsSimulator(SimulatorThing simulator) {}
