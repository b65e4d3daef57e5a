package dev.switchboard.architecture.planted.arrows.simulator;

import dev.switchboard.architecture.planted.arrows.security.SecurityThing;

record FaultySimulatorKnowsSecurity(SecurityThing security) {}
