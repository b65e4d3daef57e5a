package dev.switchboard.architecture.planted.arrows.security;

import dev.switchboard.architecture.planted.arrows.webhook.WebhookThing;

record FaultySecurityKnowsWebhook(WebhookThing webhook) {}
