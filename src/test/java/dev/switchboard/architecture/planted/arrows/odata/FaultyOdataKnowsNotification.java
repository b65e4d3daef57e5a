package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;

record FaultyOdataKnowsNotification(NotificationThing notification) {}
