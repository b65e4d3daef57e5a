package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.webhook.WebhookThing;

record FaultyOdataKnowsWebhook(WebhookThing webhook) {}
