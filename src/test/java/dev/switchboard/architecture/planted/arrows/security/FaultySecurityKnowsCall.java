package dev.switchboard.architecture.planted.arrows.security;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultySecurityKnowsCall(CallThing call) {}
