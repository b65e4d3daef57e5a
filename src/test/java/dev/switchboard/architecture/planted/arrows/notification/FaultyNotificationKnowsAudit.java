package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.audit.AuditThing;

record FaultyNotificationKnowsAudit(AuditThing audit) {}
