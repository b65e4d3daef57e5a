package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.webhook.WebhookThing;

record FaultyAuditKnowsWebhook(WebhookThing webhook) {}
