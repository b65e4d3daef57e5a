package dev.switchboard.architecture.planted.arrows.operation;

import dev.switchboard.architecture.planted.arrows.signing.SigningThing;

record FaultyOperationKnowsSigning(SigningThing signing) {}
