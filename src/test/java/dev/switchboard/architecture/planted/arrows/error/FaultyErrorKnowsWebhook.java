package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.webhook.WebhookThing;

record FaultyErrorKnowsWebhook(WebhookThing webhook) {}
