package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.upkeep.UpkeepThing;

record FaultyErrorKnowsUpkeep(UpkeepThing upkeep) {}
