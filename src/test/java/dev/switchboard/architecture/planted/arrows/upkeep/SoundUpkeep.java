package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.error.ErrorThing;

record SoundUpkeep(ErrorThing error) {}
