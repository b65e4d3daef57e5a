package dev.switchboard.architecture.planted.arrows.simulator;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultySimulatorKnowsPlatform(PlatformThing platform) {}
