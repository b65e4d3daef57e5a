package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.security.SecurityThing;

record FaultyAuditKnowsSecurity(SecurityThing security) {}
