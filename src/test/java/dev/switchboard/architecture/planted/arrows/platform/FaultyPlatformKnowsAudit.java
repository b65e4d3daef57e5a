package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.audit.AuditThing;

record FaultyPlatformKnowsAudit(AuditThing audit) {}
