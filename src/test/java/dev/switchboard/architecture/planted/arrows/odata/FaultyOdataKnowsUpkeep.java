package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.upkeep.UpkeepThing;

record FaultyOdataKnowsUpkeep(UpkeepThing upkeep) {}
