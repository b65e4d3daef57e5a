package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;

record FaultyUpkeepKnowsNotification(NotificationThing notification) {}
