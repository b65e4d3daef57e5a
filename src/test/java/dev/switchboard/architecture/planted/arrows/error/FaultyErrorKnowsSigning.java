package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.signing.SigningThing;

record FaultyErrorKnowsSigning(SigningThing signing) {}
