package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.signing.SigningThing;

record FaultyOdataKnowsSigning(SigningThing signing) {}
