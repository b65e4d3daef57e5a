package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.upkeep.UpkeepThing;

record FaultyJsonKnowsUpkeep(UpkeepThing upkeep) {}
