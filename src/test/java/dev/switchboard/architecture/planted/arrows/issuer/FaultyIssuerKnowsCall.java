package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultyIssuerKnowsCall(CallThing call) {}
