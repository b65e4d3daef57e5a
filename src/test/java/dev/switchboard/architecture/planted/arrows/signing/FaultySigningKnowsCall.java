package dev.switchboard.architecture.planted.arrows.signing;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultySigningKnowsCall(CallThing call) {}
