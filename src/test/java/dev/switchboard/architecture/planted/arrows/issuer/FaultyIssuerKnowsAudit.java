package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.audit.AuditThing;

record FaultyIssuerKnowsAudit(AuditThing audit) {}
