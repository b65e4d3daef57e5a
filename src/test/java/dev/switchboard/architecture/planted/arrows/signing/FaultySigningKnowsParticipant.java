package dev.switchboard.architecture.planted.arrows.signing;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultySigningKnowsParticipant(ParticipantThing participant) {}
