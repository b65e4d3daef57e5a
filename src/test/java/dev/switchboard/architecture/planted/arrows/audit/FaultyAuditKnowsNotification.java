package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;

record FaultyAuditKnowsNotification(NotificationThing notification) {}
