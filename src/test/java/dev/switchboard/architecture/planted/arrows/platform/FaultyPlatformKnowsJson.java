package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.json.JsonThing;

record FaultyPlatformKnowsJson(JsonThing json) {}
