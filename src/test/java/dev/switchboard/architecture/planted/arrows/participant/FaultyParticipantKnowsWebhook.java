package dev.switchboard.architecture.planted.arrows.participant;

import dev.switchboard.architecture.planted.arrows.webhook.WebhookThing;

record FaultyParticipantKnowsWebhook(WebhookThing webhook) {}
