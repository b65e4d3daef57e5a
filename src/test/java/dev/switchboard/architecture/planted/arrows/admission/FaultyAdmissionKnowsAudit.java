package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.audit.AuditThing;

record FaultyAdmissionKnowsAudit(AuditThing audit) {}
