package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.json.JsonThing;

record FaultyErrorKnowsJson(JsonThing json) {}
