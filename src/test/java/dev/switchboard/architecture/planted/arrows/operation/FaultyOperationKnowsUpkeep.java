package dev.switchboard.architecture.planted.arrows.operation;

import dev.switchboard.architecture.planted.arrows.upkeep.UpkeepThing;

record FaultyOperationKnowsUpkeep(UpkeepThing upkeep) {}
