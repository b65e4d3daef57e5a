package dev.switchboard.architecture.planted.arrows.call;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultyCallKnowsPlatform(PlatformThing platform) {}
