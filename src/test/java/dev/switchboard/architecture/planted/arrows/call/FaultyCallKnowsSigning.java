package dev.switchboard.architecture.planted.arrows.call;

import dev.switchboard.architecture.planted.arrows.signing.SigningThing;

record FaultyCallKnowsSigning(SigningThing signing) {}
