package dev.switchboard.architecture.planted.arrows.signing;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultySigningKnowsIssuer(IssuerThing issuer) {}
