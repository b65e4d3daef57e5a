package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.security.SecurityThing;

record FaultyWebhookKnowsSecurity(SecurityThing security) {}
