package dev.switchboard.architecture.planted.arrows.operation;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultyOperationKnowsCall(CallThing call) {}
