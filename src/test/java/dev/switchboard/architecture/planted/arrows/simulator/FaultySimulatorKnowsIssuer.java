package dev.switchboard.architecture.planted.arrows.simulator;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultySimulatorKnowsIssuer(IssuerThing issuer) {}
