package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultyJsonKnowsPlatform(PlatformThing platform) {}
