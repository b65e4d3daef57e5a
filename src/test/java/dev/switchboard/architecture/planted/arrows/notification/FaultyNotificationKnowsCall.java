package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultyNotificationKnowsCall(CallThing call) {}
