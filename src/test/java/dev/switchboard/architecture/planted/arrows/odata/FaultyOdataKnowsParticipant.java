package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultyOdataKnowsParticipant(ParticipantThing participant) {}
