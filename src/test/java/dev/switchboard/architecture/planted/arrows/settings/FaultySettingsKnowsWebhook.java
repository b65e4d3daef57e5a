package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.webhook.WebhookThing;

record FaultySettingsKnowsWebhook(WebhookThing webhook) {}
