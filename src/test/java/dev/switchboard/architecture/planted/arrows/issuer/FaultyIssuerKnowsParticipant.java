package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultyIssuerKnowsParticipant(ParticipantThing participant) {}
