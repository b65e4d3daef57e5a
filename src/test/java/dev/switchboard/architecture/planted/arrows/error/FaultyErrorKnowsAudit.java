package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.audit.AuditThing;

record FaultyErrorKnowsAudit(AuditThing audit) {}
