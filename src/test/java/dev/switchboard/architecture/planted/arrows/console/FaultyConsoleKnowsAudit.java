package dev.switchboard.architecture.planted.arrows.console;

import dev.switchboard.architecture.planted.arrows.audit.AuditThing;

record FaultyConsoleKnowsAudit(AuditThing audit) {}
