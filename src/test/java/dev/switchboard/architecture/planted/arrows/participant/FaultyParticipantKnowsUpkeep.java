package dev.switchboard.architecture.planted.arrows.participant;

import dev.switchboard.architecture.planted.arrows.upkeep.UpkeepThing;

record FaultyParticipantKnowsUpkeep(UpkeepThing upkeep) {}
