package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.error.ErrorThing;

record FaultySettingsKnowsError(ErrorThing error) {}
