package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultyUpkeepKnowsCall(CallThing call) {}
