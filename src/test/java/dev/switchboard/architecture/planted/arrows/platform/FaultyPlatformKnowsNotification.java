package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;

record FaultyPlatformKnowsNotification(NotificationThing notification) {}
