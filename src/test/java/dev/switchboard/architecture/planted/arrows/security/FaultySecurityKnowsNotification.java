package dev.switchboard.architecture.planted.arrows.security;

import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;

record FaultySecurityKnowsNotification(NotificationThing notification) {}
