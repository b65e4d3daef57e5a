package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultyJsonKnowsIssuer(IssuerThing issuer) {}
