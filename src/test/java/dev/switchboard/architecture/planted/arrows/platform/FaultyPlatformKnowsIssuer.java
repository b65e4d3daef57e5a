package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultyPlatformKnowsIssuer(IssuerThing issuer) {}
