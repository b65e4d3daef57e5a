package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.json.JsonThing;

record FaultyIssuerKnowsJson(JsonThing json) {}
