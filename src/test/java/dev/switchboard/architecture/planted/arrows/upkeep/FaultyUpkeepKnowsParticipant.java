package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultyUpkeepKnowsParticipant(ParticipantThing participant) {}
