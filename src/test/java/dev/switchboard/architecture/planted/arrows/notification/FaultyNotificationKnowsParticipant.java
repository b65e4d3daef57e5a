package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultyNotificationKnowsParticipant(ParticipantThing participant) {}
