package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.webhook.WebhookThing;

record FaultyAdmissionKnowsWebhook(WebhookThing webhook) {}
