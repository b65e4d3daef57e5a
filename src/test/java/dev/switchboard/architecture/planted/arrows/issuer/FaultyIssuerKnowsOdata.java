package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.odata.OdataThing;

record FaultyIssuerKnowsOdata(OdataThing odata) {}
