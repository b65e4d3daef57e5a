package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultyAdmissionKnowsCall(CallThing call) {}
