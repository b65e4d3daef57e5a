package dev.switchboard.architecture.planted.arrows.security;

import dev.switchboard.architecture.planted.arrows.upkeep.UpkeepThing;

record FaultySecurityKnowsUpkeep(UpkeepThing upkeep) {}
