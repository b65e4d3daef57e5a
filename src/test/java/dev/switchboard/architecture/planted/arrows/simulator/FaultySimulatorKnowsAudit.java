package dev.switchboard.architecture.planted.arrows.simulator;

import dev.switchboard.architecture.planted.arrows.audit.AuditThing;

record FaultySimulatorKnowsAudit(AuditThing audit) {}
