package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultyIssuerKnowsSimulator(SimulatorThing simulator) {}
