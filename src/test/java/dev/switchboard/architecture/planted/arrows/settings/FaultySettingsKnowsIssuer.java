package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultySettingsKnowsIssuer(IssuerThing issuer) {}
