package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultyOdataKnowsIssuer(IssuerThing issuer) {}
