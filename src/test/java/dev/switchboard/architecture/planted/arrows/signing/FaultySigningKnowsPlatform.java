package dev.switchboard.architecture.planted.arrows.signing;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultySigningKnowsPlatform(PlatformThing platform) {}
