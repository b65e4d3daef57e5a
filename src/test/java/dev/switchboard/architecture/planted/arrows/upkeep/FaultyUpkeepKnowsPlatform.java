package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultyUpkeepKnowsPlatform(PlatformThing platform) {}
