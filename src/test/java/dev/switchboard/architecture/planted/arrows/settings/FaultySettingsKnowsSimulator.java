package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultySettingsKnowsSimulator(SimulatorThing simulator) {}
