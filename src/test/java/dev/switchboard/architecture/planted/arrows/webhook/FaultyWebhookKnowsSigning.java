package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.signing.SigningThing;

record FaultyWebhookKnowsSigning(SigningThing signing) {}
