package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.json.JsonThing;

record FaultyAdmissionKnowsJson(JsonThing json) {}
