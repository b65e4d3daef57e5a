package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultyAuditKnowsParticipant(ParticipantThing participant) {}
