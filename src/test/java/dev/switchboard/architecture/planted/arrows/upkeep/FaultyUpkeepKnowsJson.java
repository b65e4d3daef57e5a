package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.json.JsonThing;

record FaultyUpkeepKnowsJson(JsonThing json) {}
