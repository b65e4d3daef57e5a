package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.audit.AuditThing;

record FaultyOdataKnowsAudit(AuditThing audit) {}
