package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.call.CallThing;

record FaultyWebhookKnowsCall(CallThing call) {}
