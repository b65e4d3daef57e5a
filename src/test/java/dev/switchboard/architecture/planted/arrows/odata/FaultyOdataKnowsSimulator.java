package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultyOdataKnowsSimulator(SimulatorThing simulator) {}
