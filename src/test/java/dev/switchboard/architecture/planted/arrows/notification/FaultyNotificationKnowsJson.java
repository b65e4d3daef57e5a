package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.json.JsonThing;

record FaultyNotificationKnowsJson(JsonThing json) {}
