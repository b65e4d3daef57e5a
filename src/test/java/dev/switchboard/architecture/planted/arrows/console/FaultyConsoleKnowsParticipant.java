package dev.switchboard.architecture.planted.arrows.console;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultyConsoleKnowsParticipant(ParticipantThing participant) {}
