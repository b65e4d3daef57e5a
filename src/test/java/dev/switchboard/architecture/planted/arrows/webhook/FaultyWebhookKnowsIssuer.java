package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultyWebhookKnowsIssuer(IssuerThing issuer) {}
