package dev.switchboard.architecture.planted.arrows.security;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultySecurityKnowsIssuer(IssuerThing issuer) {}
