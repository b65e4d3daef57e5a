package dev.switchboard.architecture.planted.arrows.security;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultySecurityKnowsParticipant(ParticipantThing participant) {}
