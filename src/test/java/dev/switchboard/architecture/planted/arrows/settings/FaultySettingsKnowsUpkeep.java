package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.upkeep.UpkeepThing;

record FaultySettingsKnowsUpkeep(UpkeepThing upkeep) {}
