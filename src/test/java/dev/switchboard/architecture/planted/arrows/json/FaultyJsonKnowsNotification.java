package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;

record FaultyJsonKnowsNotification(NotificationThing notification) {}
