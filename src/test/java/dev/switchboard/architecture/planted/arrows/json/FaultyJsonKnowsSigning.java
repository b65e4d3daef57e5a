package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.signing.SigningThing;

record FaultyJsonKnowsSigning(SigningThing signing) {}
