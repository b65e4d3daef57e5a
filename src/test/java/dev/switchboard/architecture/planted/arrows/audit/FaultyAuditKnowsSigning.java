package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.signing.SigningThing;

record FaultyAuditKnowsSigning(SigningThing signing) {}
