package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.json.JsonThing;

record FaultyWebhookKnowsJson(JsonThing json) {}
