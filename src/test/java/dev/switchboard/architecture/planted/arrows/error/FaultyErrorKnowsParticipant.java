package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultyErrorKnowsParticipant(ParticipantThing participant) {}
