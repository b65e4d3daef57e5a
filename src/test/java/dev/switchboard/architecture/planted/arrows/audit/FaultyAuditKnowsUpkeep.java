package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.upkeep.UpkeepThing;

record FaultyAuditKnowsUpkeep(UpkeepThing upkeep) {}
