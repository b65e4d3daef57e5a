package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultyJsonKnowsCall(CallThing call) {}
