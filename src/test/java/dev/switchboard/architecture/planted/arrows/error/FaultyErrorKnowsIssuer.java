package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultyErrorKnowsIssuer(IssuerThing issuer) {}
