package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.signing.SigningThing;

record FaultyPlatformKnowsSigning(SigningThing signing) {}
