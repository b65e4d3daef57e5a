package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultyAuditKnowsCall(CallThing call) {}
