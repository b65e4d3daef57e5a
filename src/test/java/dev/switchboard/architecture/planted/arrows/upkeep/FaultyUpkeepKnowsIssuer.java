package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultyUpkeepKnowsIssuer(IssuerThing issuer) {}
