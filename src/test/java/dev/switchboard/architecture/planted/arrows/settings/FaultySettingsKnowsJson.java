package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.json.JsonThing;

record FaultySettingsKnowsJson(JsonThing json) {}
