package dev.switchboard.architecture.planted.arrows.security;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultySecurityKnowsPlatform(PlatformThing platform) {}
