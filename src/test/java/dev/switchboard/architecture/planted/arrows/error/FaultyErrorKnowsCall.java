package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultyErrorKnowsCall(CallThing call) {}
