package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultyNotificationKnowsSimulator(SimulatorThing simulator) {}
