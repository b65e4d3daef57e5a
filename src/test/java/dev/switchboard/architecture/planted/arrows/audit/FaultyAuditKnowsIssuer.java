package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultyAuditKnowsIssuer(IssuerThing issuer) {}
