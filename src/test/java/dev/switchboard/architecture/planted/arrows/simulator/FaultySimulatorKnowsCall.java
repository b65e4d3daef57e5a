package dev.switchboard.architecture.planted.arrows.simulator;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultySimulatorKnowsCall(CallThing call) {}
