package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.webhook.WebhookThing;

record FaultyJsonKnowsWebhook(WebhookThing webhook) {}
