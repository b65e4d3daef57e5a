package dev.switchboard.architecture.planted.arrows.console;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultyConsoleKnowsPlatform(PlatformThing platform) {}
