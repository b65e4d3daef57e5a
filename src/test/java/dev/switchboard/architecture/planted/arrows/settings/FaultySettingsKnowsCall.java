package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultySettingsKnowsCall(CallThing call) {}
