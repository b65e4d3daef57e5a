package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultySettingsKnowsPlatform(PlatformThing platform) {}
