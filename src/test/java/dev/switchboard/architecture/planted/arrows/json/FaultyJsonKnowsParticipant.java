package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultyJsonKnowsParticipant(ParticipantThing participant) {}
