package dev.switchboard.architecture.planted.arrows.signing;

import dev.switchboard.architecture.planted.arrows.audit.AuditThing;

record FaultySigningKnowsAudit(AuditThing audit) {}
