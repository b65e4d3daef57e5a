package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;

record FaultyIssuerKnowsNotification(NotificationThing notification) {}
