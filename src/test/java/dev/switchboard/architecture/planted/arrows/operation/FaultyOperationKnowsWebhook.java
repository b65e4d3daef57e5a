package dev.switchboard.architecture.planted.arrows.operation;

import dev.switchboard.architecture.planted.arrows.webhook.WebhookThing;

record FaultyOperationKnowsWebhook(WebhookThing webhook) {}
