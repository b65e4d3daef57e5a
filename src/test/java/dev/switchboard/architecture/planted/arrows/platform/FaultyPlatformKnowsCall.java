package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultyPlatformKnowsCall(CallThing call) {}
