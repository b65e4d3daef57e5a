package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultyAdmissionKnowsSimulator(SimulatorThing simulator) {}
