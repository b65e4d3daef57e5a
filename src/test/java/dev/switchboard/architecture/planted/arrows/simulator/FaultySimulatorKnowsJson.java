package dev.switchboard.architecture.planted.arrows.simulator;

import dev.switchboard.architecture.planted.arrows.json.JsonThing;

record FaultySimulatorKnowsJson(JsonThing json) {}
