package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultyWebhookKnowsParticipant(ParticipantThing participant) {}
