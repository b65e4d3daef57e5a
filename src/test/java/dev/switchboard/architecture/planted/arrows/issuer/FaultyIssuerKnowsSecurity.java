package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.security.SecurityThing;

record FaultyIssuerKnowsSecurity(SecurityThing security) {}
