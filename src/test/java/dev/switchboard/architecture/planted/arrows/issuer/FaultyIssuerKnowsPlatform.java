package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultyIssuerKnowsPlatform(PlatformThing platform) {}
