package dev.switchboard.architecture.planted.arrows.signing;

import dev.switchboard.architecture.planted.arrows.upkeep.UpkeepThing;

record FaultySigningKnowsUpkeep(UpkeepThing upkeep) {}
