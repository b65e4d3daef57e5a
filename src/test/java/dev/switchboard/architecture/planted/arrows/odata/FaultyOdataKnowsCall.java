package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultyOdataKnowsCall(CallThing call) {}
