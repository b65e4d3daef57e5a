package dev.switchboard.architecture.planted.arrows.participant;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultyParticipantKnowsSimulator(SimulatorThing simulator) {}
