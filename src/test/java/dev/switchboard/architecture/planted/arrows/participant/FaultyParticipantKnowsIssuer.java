package dev.switchboard.architecture.planted.arrows.participant;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultyParticipantKnowsIssuer(IssuerThing issuer) {}
