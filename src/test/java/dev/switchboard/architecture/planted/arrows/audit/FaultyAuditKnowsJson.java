package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.json.JsonThing;

record FaultyAuditKnowsJson(JsonThing json) {}
