package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultyOdataKnowsPlatform(PlatformThing platform) {}
