package dev.switchboard.architecture.planted.arrows.operation;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultyOperationKnowsParticipant(ParticipantThing participant) {}
