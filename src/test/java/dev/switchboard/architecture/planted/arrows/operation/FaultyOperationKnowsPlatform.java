package dev.switchboard.architecture.planted.arrows.operation;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultyOperationKnowsPlatform(PlatformThing platform) {}
