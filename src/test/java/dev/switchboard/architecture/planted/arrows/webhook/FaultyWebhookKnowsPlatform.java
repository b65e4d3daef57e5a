package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultyWebhookKnowsPlatform(PlatformThing platform) {}
