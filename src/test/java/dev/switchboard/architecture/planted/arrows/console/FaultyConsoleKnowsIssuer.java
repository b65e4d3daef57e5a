package dev.switchboard.architecture.planted.arrows.console;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultyConsoleKnowsIssuer(IssuerThing issuer) {}
