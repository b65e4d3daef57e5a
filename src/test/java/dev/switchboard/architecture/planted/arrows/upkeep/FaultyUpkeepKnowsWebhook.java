package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.webhook.WebhookThing;

record FaultyUpkeepKnowsWebhook(WebhookThing webhook) {}
