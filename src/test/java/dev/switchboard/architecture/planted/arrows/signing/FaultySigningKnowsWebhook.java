package dev.switchboard.architecture.planted.arrows.signing;

import dev.switchboard.architecture.planted.arrows.webhook.WebhookThing;

record FaultySigningKnowsWebhook(WebhookThing webhook) {}
