package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.signing.SigningThing;

record FaultyAdmissionKnowsSigning(SigningThing signing) {}
