package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultyPlatformKnowsParticipant(ParticipantThing participant) {}
