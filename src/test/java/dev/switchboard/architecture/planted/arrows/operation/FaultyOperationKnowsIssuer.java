package dev.switchboard.architecture.planted.arrows.operation;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultyOperationKnowsIssuer(IssuerThing issuer) {}
