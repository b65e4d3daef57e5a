package dev.switchboard.architecture.planted.arrows.security;

import dev.switchboard.architecture.planted.arrows.json.JsonThing;

record FaultySecurityKnowsJson(JsonThing json) {}
