package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;

record FaultySettingsKnowsNotification(NotificationThing notification) {}
