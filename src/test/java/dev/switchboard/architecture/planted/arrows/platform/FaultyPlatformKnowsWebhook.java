package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.webhook.WebhookThing;

record FaultyPlatformKnowsWebhook(WebhookThing webhook) {}
