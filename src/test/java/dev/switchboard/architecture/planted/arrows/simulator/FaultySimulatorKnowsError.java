package dev.switchboard.architecture.planted.arrows.simulator;

import dev.switchboard.architecture.planted.arrows.error.ErrorThing;

record FaultySimulatorKnowsError(ErrorThing error) {}
