package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.audit.AuditThing;

record FaultyUpkeepKnowsAudit(AuditThing audit) {}
