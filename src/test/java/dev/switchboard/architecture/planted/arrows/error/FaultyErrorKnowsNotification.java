package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;

record FaultyErrorKnowsNotification(NotificationThing notification) {}
