package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultyErrorKnowsPlatform(PlatformThing platform) {}
