package dev.switchboard.architecture.planted.arrows.security;

import dev.switchboard.architecture.planted.arrows.signing.SigningThing;

record FaultySecurityKnowsSigning(SigningThing signing) {}
