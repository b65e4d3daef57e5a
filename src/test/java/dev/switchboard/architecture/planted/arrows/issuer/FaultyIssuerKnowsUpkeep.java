package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.upkeep.UpkeepThing;

record FaultyIssuerKnowsUpkeep(UpkeepThing upkeep) {}
