package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.audit.AuditThing;

record FaultyWebhookKnowsAudit(AuditThing audit) {}
