package dev.switchboard.architecture.planted.arrows.signing;

import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;

record FaultySigningKnowsNotification(NotificationThing notification) {}
