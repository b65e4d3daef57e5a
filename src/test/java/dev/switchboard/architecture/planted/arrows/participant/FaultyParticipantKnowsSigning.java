package dev.switchboard.architecture.planted.arrows.participant;

import dev.switchboard.architecture.planted.arrows.signing.SigningThing;

record FaultyParticipantKnowsSigning(SigningThing signing) {}
