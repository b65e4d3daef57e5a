package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.audit.AuditThing;

record FaultySettingsKnowsAudit(AuditThing audit) {}
