package dev.switchboard.architecture.planted.arrows.simulator;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultySimulatorKnowsParticipant(ParticipantThing participant) {}
