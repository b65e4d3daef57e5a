package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.webhook.WebhookThing;

record FaultyIssuerKnowsWebhook(WebhookThing webhook) {}
