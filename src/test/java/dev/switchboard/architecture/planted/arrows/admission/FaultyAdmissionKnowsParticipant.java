package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultyAdmissionKnowsParticipant(ParticipantThing participant) {}
