package dev.switchboard.architecture.planted.arrows.participant;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultyParticipantKnowsCall(CallThing call) {}
