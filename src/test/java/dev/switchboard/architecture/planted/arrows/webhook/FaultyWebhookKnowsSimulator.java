package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.simulator.SimulatorThing;

record FaultyWebhookKnowsSimulator(SimulatorThing simulator) {}
