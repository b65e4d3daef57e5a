package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultyAuditKnowsSimulator(SimulatorThing simulator) {}
