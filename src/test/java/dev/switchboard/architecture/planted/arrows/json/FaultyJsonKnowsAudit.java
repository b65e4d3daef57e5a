package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.audit.AuditThing;

record FaultyJsonKnowsAudit(AuditThing audit) {}
