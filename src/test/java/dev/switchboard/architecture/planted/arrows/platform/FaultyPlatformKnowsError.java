package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.error.ErrorThing;

record FaultyPlatformKnowsError(ErrorThing error) {}
