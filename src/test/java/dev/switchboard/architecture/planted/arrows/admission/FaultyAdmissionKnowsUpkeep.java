package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.upkeep.UpkeepThing;

record FaultyAdmissionKnowsUpkeep(UpkeepThing upkeep) {}
