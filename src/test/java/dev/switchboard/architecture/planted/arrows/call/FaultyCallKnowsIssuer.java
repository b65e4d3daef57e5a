package dev.switchboard.architecture.planted.arrows.call;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultyCallKnowsIssuer(IssuerThing issuer) {}
