package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.signing.SigningThing;

record FaultyIssuerKnowsSigning(SigningThing signing) {}
