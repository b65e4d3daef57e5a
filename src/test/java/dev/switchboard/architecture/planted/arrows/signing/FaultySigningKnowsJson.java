package dev.switchboard.architecture.planted.arrows.signing;

import dev.switchboard.architecture.planted.arrows.json.JsonThing;

record FaultySigningKnowsJson(JsonThing json) {}
