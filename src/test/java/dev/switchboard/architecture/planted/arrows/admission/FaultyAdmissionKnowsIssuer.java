package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultyAdmissionKnowsIssuer(IssuerThing issuer) {}
